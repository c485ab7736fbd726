"""What each measure says in plain words, its formula and its source."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Explanation:
    """A measure for people: its name, one sentence, the formula in plain text, who proposed it."""

    title: str
    sentence: str
    formula: str
    source: str


_K2004 = "Krippendorff (2004), Content Analysis, 2nd ed., chapter 11"
_K2016 = "Krippendorff, Mathet, Bouvry and Widlöcher (2016), Quality & Quantity 50, 2347-2364"
_GWET = "Gwet (2014), Handbook of Inter-Rater Reliability, 4th ed."

EXPLAINED: dict[str, Explanation] = {
    "percent_agreement": Explanation(
        "Percent agreement",
        "How often two coders who are drawn at random for a unit gave it the same value.",
        "mean over units of the agreeing pairs of ratings / all pairs of ratings of the unit",
        "Fleiss (1971), Psychological Bulletin 76",
    ),
    "specific_agreement": Explanation(
        "Specific agreement",
        "Where one coder chose this value, how often the others chose it too.",
        "pairs of ratings that both have the value / pairs in which at least one has it, counted per rating",
        "Fleiss (1971), Psychological Bulletin 76; Cicchetti and Feinstein (1990)",
    ),
    "krippendorff_alpha": Explanation(
        "Krippendorff's alpha",
        "How much better coders agree than if all their values had been dealt out at random: 1 is full "
        "agreement, 0 is chance, below 0 they disagree systematically.",
        "1 − observed disagreement / expected disagreement",
        _K2004,
    ),
    "krippendorff_alpha_category": Explanation(
        "Krippendorff's alpha of one value",
        "Alpha of the simple question whether a unit has this value or not.",
        "alpha after all other values are taken as one",
        "Krippendorff (1980), Content Analysis, 1st ed., p. 139",
    ),
    "alpha_observed_disagreement": Explanation(
        "Observed disagreement",
        "How far apart the ratings of the same unit are on average.",
        "D_o = (1/n) sum over units of [sum of distances between its ratings] / (m_u − 1)",
        _K2004,
    ),
    "alpha_expected_disagreement": Explanation(
        "Expected disagreement",
        "How far apart two ratings would be on average if units did not matter.",
        "D_e = sum over values c, k of n_c n_k d_ck / (n (n − 1))",
        _K2004,
    ),
    "alpha_ci": Explanation(
        "Interval of alpha",
        "The range in which alpha would lie, had other units of the same kind been coded.",
        "percentiles of alpha over resamples of units (or of pairs of ratings)",
        "Hayes and Krippendorff (2007), Communication Methods and Measures 1",
    ),
    "alpha_q": Explanation(
        "Probability of failing the minimum",
        "How likely it is that alpha falls under the chosen minimum.",
        "q = share of resampled alphas below the minimum",
        "Hayes and Krippendorff (2007), Communication Methods and Measures 1",
    ),
    "label_presence_alpha": Explanation(
        "Alpha of one code among several",
        "Alpha of the question whether this code is among those given to a unit.",
        "nominal alpha of yes and no",
        _K2004,
    ),
    "pairwise_krippendorff_alpha": Explanation(
        "Alpha of two coders",
        "Krippendorff's alpha of these two coders, on the units that both coded.",
        "1 − observed disagreement / expected disagreement",
        _K2004,
    ),
    "cohen_kappa": Explanation(
        "Cohen's kappa",
        "How much better two coders agree than two people with the same habits who do not look at the units.",
        "(p_o − p_e) / (1 − p_e), p_e = sum over values of the product of both coders' shares",
        "Cohen (1960), Educational and Psychological Measurement 20; weighted: Cohen (1968)",
    ),
    "cohen_kappa_category": Explanation(
        "Cohen's kappa of one value",
        "Kappa of the simple question whether a unit has this value or not.",
        "kappa of the 2 x 2 table of the value and all others",
        "Fleiss (1981), Statistical Methods for Rates and Proportions, chapter 13",
    ),
    "cohen_kappa_se": Explanation(
        "Standard error of Cohen's kappa",
        "How much kappa would vary with other units of the same kind.",
        "square root of the asymptotic variance of kappa",
        "Fleiss, Cohen and Everitt (1969), Psychological Bulletin 72",
    ),
    "cohen_kappa_ci": Explanation(
        "Interval of Cohen's kappa",
        "The range in which kappa would lie, had other units of the same kind been coded.",
        "kappa ± z · standard error",
        "Fleiss, Cohen and Everitt (1969), Psychological Bulletin 72",
    ),
    "scott_pi": Explanation(
        "Scott's pi",
        "How much better two coders agree than chance, if both use the values equally often.",
        "(p_o − p_e) / (1 − p_e), p_e = sum over values of the squared mean share",
        "Scott (1955), Public Opinion Quarterly 19",
    ),
    "pairwise_cohen_kappa": Explanation(
        "Cohen's kappa of a pair",
        "Cohen's kappa of these two coders, on the units that both coded.",
        "(p_o − p_e) / (1 − p_e)",
        "Cohen (1960), Educational and Psychological Measurement 20",
    ),
    "pairwise_weighted_kappa": Explanation(
        "Weighted kappa of a pair",
        "Kappa of these two coders that forgives near misses on a scale more than far ones.",
        "1 − sum d_ij p_ij / sum d_ij p_i. p_.j",
        "Cohen (1968), Psychological Bulletin 70",
    ),
    "fleiss_kappa": Explanation(
        "Fleiss's kappa",
        "How much better any two coders agree than chance, if all coders draw from the same shares of values.",
        "(p_a − p_e) / (1 − p_e), p_e = sum over values of the squared share",
        f"Fleiss (1971), Psychological Bulletin 76; with gaps: {_GWET}",
    ),
    "fleiss_kappa_category": Explanation(
        "Fleiss's kappa of one value",
        "Fleiss's kappa of the simple question whether a unit has this value or not.",
        "Fleiss's kappa after all other values are taken as one",
        "Fleiss (1971), Psychological Bulletin 76",
    ),
    "gwet_ac": Explanation(
        "Gwet's AC1",
        "Agreement beyond chance that stays high when one value is much more frequent than the others; "
        "it depends on how many values are declared.",
        "(p_a − p_e) / (1 − p_e), p_e = sum over values of share (1 − share) / (q − 1); with weights AC2",
        f"Gwet (2008), British Journal of Mathematical and Statistical Psychology 61; {_GWET}",
    ),
    "brennan_prediger": Explanation(
        "Brennan and Prediger's coefficient",
        "How much better coders agree than if they threw a die with one side for each declared value.",
        "(p_a − 1/q) / (1 − 1/q), q = number of declared values",
        "Bennett, Alpert and Goldstein (1954); Brennan and Prediger (1981)",
    ),
    "conger_kappa": Explanation(
        "Conger's kappa",
        "Cohen's kappa for more than two coders: each keeps the habits of their own.",
        "(p_a − p_e) / (1 − p_e), p_e = mean over pairs of coders of the product of their shares",
        f"Conger (1980), Psychological Bulletin 88; with gaps: {_GWET}",
    ),
    "light_kappa": Explanation(
        "Light's kappa",
        "The mean of Cohen's kappa over all pairs of coders.",
        "mean of the pairwise kappas",
        "Light (1971), Psychological Bulletin 76",
    ),
    "u_alpha": Explanation(
        "u-alpha",
        "Whether coders marked the same stretches with the same labels, compared with chance.",
        "1 − observed / expected length on which labels, gaps included, differ",
        _K2016,
    ),
    "u_alpha_binary": Explanation(
        "|u-alpha",
        "Whether coders found the same stretches worth marking, whatever the label.",
        "1 − observed / expected length that one marked and the other did not",
        _K2016,
    ),
    "cu_alpha": Explanation(
        "cu-alpha",
        "Whether coders gave the same labels where their marked stretches meet; read it with its coverage.",
        "1 − observed / expected length on which labels differ, where both marked",
        _K2016,
    ),
    "cu_coverage": Explanation(
        "Coverage of cu-alpha",
        "How much of the text was marked by both coders, and so how much cu-alpha speaks of.",
        "length marked by both / length of the text, summed over pairs of coders",
        _K2016,
    ),
    "ku_alpha": Explanation(
        "(k)u-alpha",
        "How reliably this one label was given where marked stretches meet.",
        "1 − observed / expected length on which one gave the label and the other another",
        _K2016,
    ),
    "alpha_u_1995": Explanation(
        "alpha_U of 1995",
        "The older coefficient for stretches, there to compare with other programs; not for three coders.",
        "1 − D_o / D_e from squared differences of starts and ends",
        "Krippendorff (1995), Sociological Methodology 25",
    ),
    "char_alpha_nominal": Explanation(
        "Alpha over characters",
        "Krippendorff's alpha with every character a unit and unmarked text a value; much unmarked text "
        "and long spans push it up.",
        "nominal alpha over characters",
        _K2004,
    ),
    "char_alpha_binary": Explanation(
        "Alpha of one label over characters",
        "Krippendorff's alpha of the question, for every character, whether this label covers it.",
        "nominal alpha of yes and no over characters",
        _K2004,
    ),
    "char_alpha_set": Explanation(
        "Alpha of label sets over characters",
        "Krippendorff's alpha with the set of labels that cover a character as its value.",
        "alpha with MASI or Jaccard distance over characters",
        "Krippendorff (2004); Passonneau (2006), LREC",
    ),
    "char_cohen_kappa": Explanation(
        "Cohen's kappa over characters",
        "Cohen's kappa with every character a unit, unmarked text included; some programs show this as kappa.",
        "(p_o − p_e) / (1 − p_e) over characters",
        "Cohen (1960), Educational and Psychological Measurement 20",
    ),
    "char_f1": Explanation(
        "F1 over characters",
        "How much of what either coder marked was marked by both with the same label; not corrected for chance.",
        "2 · marked by both / (marked by the one + marked by the other), in characters",
        "Hripcsak and Rothschild (2005), Journal of the American Medical Informatics Association 12",
    ),
    "span_f1": Explanation(
        "F1 of spans",
        "How many of the spans of two coders find a partner; not corrected for chance.",
        "2 · matched pairs / (spans of the one + spans of the other)",
        "Hripcsak and Rothschild (2005), Journal of the American Medical Informatics Association 12",
    ),
    "mean_pairwise_span_f1": Explanation(
        "Mean F1 of spans",
        "The mean F1 of spans over all pairs of coders.",
        "mean of the pairwise F1",
        "Hripcsak and Rothschild (2005), Journal of the American Medical Informatics Association 12",
    ),
    "gamma": Explanation(
        "Gamma",
        "How much better the spans of the coders can be put side by side, places and labels together, than "
        "those of random texts.",
        "1 − disorder of the best alignment / mean disorder of random texts",
        "Mathet, Widlöcher and Métivier (2015), Computational Linguistics 41",
    ),
    "gamma_disorder": Explanation(
        "Disorder",
        "How far the spans of the coders are from each other when they are put side by side as well as possible.",
        "sum of the disorders of the best alignment / mean number of spans per coder",
        "Mathet, Widlöcher and Métivier (2015), Computational Linguistics 41",
    ),
    "boundary_similarity": Explanation(
        "Boundary similarity",
        "How alike two cuttings of a text are, where a near miss costs less than a missing boundary.",
        "1 − (missing boundaries + cost of near misses) / all boundaries",
        "Fournier (2013), Proceedings of the ACL",
    ),
}


OF_TEXTS = frozenset(
    (
        *("u_alpha", "u_alpha_binary", "cu_alpha", "cu_coverage", "ku_alpha", "alpha_u_1995", "char_f1"),
        *("span_f1", "mean_pairwise_span_f1", "gamma", "gamma_disorder", "boundary_similarity"),
    )
)
"""Measures that count texts and characters rather than units and ratings."""

OF_CHARACTERS = frozenset(("char_alpha_nominal", "char_alpha_binary", "char_alpha_set", "char_cohen_kappa"))
"""Measures whose units are characters."""


def explain(measure: str) -> Explanation:
    """The explanation of a measure. Raises KeyError."""
    return EXPLAINED[measure]
