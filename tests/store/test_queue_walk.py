from __future__ import annotations

from array import array

import pytest

from annotator.edits.statuses import set_flag, set_stage
from annotator.model.annotation import CoderId, Stage
from annotator.model.corpus import StatementId
from annotator.store import queue_walk
from annotator.store.queue import QueueFilter, queue_ids
from annotator.store.queue_walk import next_id
from annotator.store.store import Store
from tests.builders import draft, fill


@pytest.fixture(params=["near", "far"])
def walked(request: pytest.FixtureRequest, store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Eight statements: 1 and 4 done, 6 flagged, 7 skipped and flagged; found one by one, or all at once."""
    if request.param == "far":
        monkeypatch.setattr(queue_walk, "_NEAR", 1)
    ana, _ = fill(store, draft("\n".join("ABCDEFGH")))
    set_stage(store, [StatementId(1), StatementId(4)], ana, Stage.DONE)
    set_stage(store, [StatementId(7)], ana, Stage.SKIPPED)
    for flagged in (6, 7):
        set_flag(store, StatementId(flagged), ana, flagged=True)
    return store


@pytest.mark.parametrize(
    ("after", "stage", "flagged", "expected"),
    [
        (None, Stage.UNTOUCHED, False, 2),
        (3, Stage.UNTOUCHED, False, 5),
        (8, Stage.UNTOUCHED, False, 2),
        (2, Stage.DONE, False, 4),
        (4, Stage.DONE, False, 1),
        (7, Stage.SKIPPED, False, 7),
        (1, Stage.EXCLUDED, False, None),
        (1, None, True, 6),
        (6, None, True, 7),
        (7, None, True, 6),
        (1, Stage.SKIPPED, True, 7),
        (5, Stage.UNTOUCHED, True, 6),
        (2, None, False, 3),
    ],
)
def test_the_next_one_is_found_and_the_end_leads_to_the_start(
    walked: Store, after: int | None, stage: Stage | None, *, flagged: bool, expected: int | None
) -> None:
    ids = queue_ids(walked, QueueFilter())
    start = None if after is None else StatementId(after)

    assert next_id(walked, CoderId(1), ids, start, stage=stage, flagged=flagged) == expected


def test_only_the_queue_is_walked_through_in_its_own_order(walked: Store) -> None:
    ids = array("q", [8, 5, 4, 2])

    assert next_id(walked, CoderId(1), ids, StatementId(5), stage=Stage.UNTOUCHED) == 2
    assert next_id(walked, CoderId(1), ids, StatementId(3), stage=Stage.UNTOUCHED) == 8
    assert next_id(walked, CoderId(1), array("q"), None, stage=Stage.UNTOUCHED) is None


def test_for_nobody_everything_is_untouched(walked: Store) -> None:
    ids = queue_ids(walked, QueueFilter())

    assert next_id(walked, None, ids, None, stage=Stage.UNTOUCHED) == 1
    assert next_id(walked, None, ids, None, stage=Stage.DONE) is None
