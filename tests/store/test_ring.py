from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from annotator.store.ring import (
    Reason,
    Snapshot,
    due,
    file_name,
    last_good,
    list_snapshots,
    move_snapshots,
    ring_folder,
    superfluous,
)
from annotator.store.store import Store

NOW = datetime(2031, 3, 12, 18, 0, tzinfo=UTC)


def snapshot(age: timedelta, reason: Reason = Reason.WORK, folder: Path = Path("nowhere")) -> Snapshot:
    at = NOW - age
    return Snapshot(folder / file_name(at, reason, 96, 41), at, reason, 96, 41)


def test_all_of_the_last_hour_stay_then_one_an_hour_one_a_day_one_a_week() -> None:
    # Every ten minutes for sixty days: 6 an hour, 144 a day.
    ring = [snapshot(timedelta(minutes=10 * number)) for number in range(144 * 60)]

    kept = set(ring) - set(superfluous(ring, NOW, limit=1 << 30))

    ages = sorted(NOW - one.at for one in kept)
    assert ages[:7] == [timedelta(minutes=10 * number) for number in range(7)]
    day, month = timedelta(days=1), timedelta(days=31)
    assert len([age for age in ages if timedelta(hours=1) < age <= day]) in {23, 24}
    assert len([age for age in ages if day < age <= month]) in {30, 31}
    assert len([age for age in ages if age > month]) in {4, 5}  # 29 days


def test_thinning_a_thinned_ring_takes_nothing_more() -> None:
    ring = [snapshot(timedelta(minutes=10 * number)) for number in range(144 * 60)]
    once = set(ring) - set(superfluous(ring, NOW, limit=1 << 30))

    assert superfluous(once, NOW, limit=1 << 30) == []


def test_what_was_kept_before_a_migration_is_not_thinned_by_age() -> None:
    ring = [snapshot(timedelta(days=200, minutes=number), Reason.MIGRATION) for number in range(4)]

    assert superfluous(ring, NOW, limit=1 << 30) == []


def test_the_same_week_of_two_years_keeps_a_snapshot_of_each() -> None:
    # Weeks 2030-W11 and 2029-W11, both of 52 weeks; two days of each.
    ring = [snapshot(timedelta(days=days)) for days in (363, 364, 727, 728)]

    assert superfluous(ring, NOW, limit=1 << 30) == [ring[1], ring[3]]


@pytest.mark.parametrize(
    ("age", "expected"), [(None, True), (299, False), (300, True), (0, False), (-86_400, True)]
)
def test_five_minutes_after_the_last_one_or_before_it_another_is_due(
    age: int | None, *, expected: bool
) -> None:
    # Before it: the clock went back, and nobody knows how long ago it was.
    assert due(None if age is None else NOW - timedelta(seconds=age), NOW) is expected


def test_the_oldest_go_when_all_together_are_too_large_but_three_stay(tmp_path: Path) -> None:
    ring = [snapshot(timedelta(days=number), folder=tmp_path) for number in range(9)]
    for one in ring:
        one.path.write_bytes(b"x" * 1000)

    assert superfluous(ring, NOW, limit=5500) == ring[:4:-1]
    assert superfluous(ring, NOW, limit=10) == ring[:2:-1]


def test_snapshots_of_a_clock_that_was_wrong_neither_hide_nor_outlive_the_others(tmp_path: Path) -> None:
    project = tmp_path / "study.annotator"
    folder = ring_folder(project, "some-uid")
    folder.mkdir(parents=True)
    now = datetime.now(UTC).replace(microsecond=0)
    moments = [now + timedelta(days=366), *(now - timedelta(minutes=number) for number in range(1, 6))]
    for at in moments:
        (folder / file_name(at, Reason.WORK, 96, 41)).write_bytes(b"x" * 1000)
    ring = list_snapshots(project)

    last = last_good(project)

    assert last is not None
    assert last.at == now - timedelta(minutes=1)
    assert [one.at for one in superfluous(ring, now, limit=4000)] == [moments[0], moments[-1]]
    for one in ring[1:]:
        one.path.unlink()
    assert last_good(project) == ring[0]


def test_the_file_tells_when_why_and_how_much(tmp_path: Path) -> None:
    project = tmp_path / "study.annotator"
    folder = ring_folder(project, "some-uid")
    folder.mkdir(parents=True)
    (folder / "2031-03-12T09-30-00.250Z import 96 statements 41 annotations.annotator").write_bytes(b"x")
    (folder / "2031-03-12T10-00-00.000Z damaged.annotator").write_bytes(b"x")
    (folder / "notes.annotator").write_bytes(b"of another hand")
    (folder / ".17.new").write_bytes(b"never finished")

    damaged, before_import = list_snapshots(project)

    assert (damaged.reason, damaged.statements, damaged.is_whole) == (Reason.DAMAGED, None, False)
    assert before_import.name == "2031-03-12T09-30-00.250Z"
    assert before_import.at == datetime(2031, 3, 12, 9, 30, 0, 250_000, tzinfo=UTC)
    assert (before_import.statements, before_import.annotations) == (96, 41)
    assert last_good(project) == before_import
    assert list_snapshots(tmp_path / "other.annotator") == []


def test_a_uid_from_elsewhere_leads_out_of_no_folder(tmp_path: Path) -> None:
    project = tmp_path / "study.annotator"
    rings = ring_folder(project, "some-uid").parent

    for uid in ("../../x", "*", "", "a/b", "x" * 500, "\x00"):
        assert ring_folder(project, uid).parent == rings
        assert list_snapshots(project, uid) == []


@pytest.mark.parametrize("moved", ["elsewhere", "emoji 📁 שלום"])
def test_the_folder_can_be_moved_by_a_setting(tmp_path: Path, moved: str) -> None:
    settings = tmp_path / "home" / "settings.json"
    settings.parent.mkdir()
    settings.write_text(json.dumps({"snapshot_folder": str(tmp_path / moved)}), encoding="utf-8")

    assert ring_folder(tmp_path / "study.annotator", "some-uid").parent == tmp_path / moved


def test_only_snapshots_are_moved_to_another_folder(store: Store, tmp_path: Path) -> None:
    """Somebody chose the folder in which the projects lie."""
    taken = store.take_snapshot(Reason.WORK)
    before, after = taken.path.parent.parent, tmp_path / "after"
    mine = [before / "un-debate" / "study.annotator", taken.path.parent / "study.annotator"]
    for file in mine:
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"mine")

    move_snapshots(before, after)

    assert [file.exists() for file in mine] == [True, True]
    assert [file.name for file in after.rglob("*.annotator")] == [taken.path.name]
    assert not taken.path.exists()
