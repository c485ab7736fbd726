from __future__ import annotations

from dataclasses import replace

import numpy as np

from annotator.model.actors import Actor, ActorId
from annotator.timeline.usage import Usage, statements_of, usage_csv, usages
from tests.timelines import entries


def test_usage_tells_first_last_and_how_often() -> None:
    found = entries(
        *[("2024-05-02", "equality equality"), ("2024-03", "equality"), ("2024-06-01", "security")],
        *[(None, "equality"), ("2024-01-01", "equality -")],
    )
    speakers = np.array([1, 1, 1, 1, 0])
    found = replace(
        found,
        speaker_ids=speakers,
        value_speakers=speakers[found.rows],
        actors={1: Actor(ActorId(1), "u", "M. Orlan")},
    )

    table = usages(found)

    assert table == [
        Usage(1, 1, "M. Orlan", "equality", 4, 3, "2024-03", "2024-05-02", 1),
        Usage(1, 3, "M. Orlan", "security", 1, 1, "2024-06-01", "2024-06-01", 0),
        Usage(0, 1, "no speaker known", "equality", 1, 1, "2024-01-01", "2024-01-01", 0),
    ]
    assert statements_of(found, table[0]) == [2, 1, 4]
    assert usage_csv(table).splitlines()[1] == "M. Orlan,equality,4,3,2024-03,2024-05-02,1"
