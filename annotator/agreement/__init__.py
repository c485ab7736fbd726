"""How far coders agree: pure functions over numpy arrays.

- Material: `ratings` (units x coders), made by `encoding` from tables and by `statements` from a project;
  `spans` (coded stretches of texts).
- Figures: `measures.compute(name, material, ...)` gives a `figure.Figure`; every measure is a plain function
  in `percent`, `two_coders`, `many_coders`, `alpha`, `sets`, `resampling`, `unitizing`, `characters`, `matching`,
  `segmentation_boundaries`, `unitizing_1995` or `gamma`.
- Looking closer: `pairs` (who agrees with whom, what is taken for what), `disagreements` (the list to settle).
- Words: `explained` (one sentence, formula, source), `methods` (a paragraph to publish).
"""
