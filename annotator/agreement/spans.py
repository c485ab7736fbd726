"""Coded spans of several coders on the same texts, and the stretches between all their ends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from annotator.agreement.figure import Figure, Undefined
from annotator.agreement.ratings import Value, value_order
from annotator.errors import InvalidSpanError, NoSuchCoderError, NotTwoCodersError, OverlappingSpansError


class CodedSpan(NamedTuple):
    """A half-open range of characters with its label."""

    start: int
    end: int
    label: Value


@dataclass(frozen=True, slots=True)
class Continuum:
    """One text [begin, end) with the spans of every coder who has finished it.

    A coder with no spans found nothing; a coder who is not there has not finished.
    """

    begin: int
    end: int
    spans: Mapping[str, Sequence[CodedSpan]]
    name: str = ""

    @classmethod
    def of(
        cls, begin: int, end: int, spans: Mapping[str, Iterable[Sequence[object]]], name: str = ""
    ) -> Continuum:
        """From plain (start, end, label) rows per coder."""
        rows = {coder: tuple(CodedSpan(*row) for row in given) for coder, given in spans.items()}  # type: ignore[arg-type]  # rows of start, end, label
        return cls(begin, end, rows, name)

    def of_coders(self, coders: Iterable[str]) -> Continuum:
        """Only these coders, those of them who have finished the text."""
        kept = {coder: self.spans[coder] for coder in coders if coder in self.spans}
        return Continuum(self.begin, self.end, kept, self.name)


@dataclass(frozen=True, slots=True, eq=False)
class Track:
    """One coder's spans on one text, in order; `places` are places in the labels of the collection."""

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    places: NDArray[np.int64]

    @classmethod
    def of(cls, spans: Sequence[CodedSpan], place: Mapping[Value, int]) -> Track:
        """Sorted by start, then end; labels by their place."""
        if not spans:
            return cls(*np.empty((3, 0), dtype=np.int64))
        starts, ends, labels = zip(*spans, strict=True)
        places = list(map(place.__getitem__, labels))
        rows = np.array([starts, ends, places], dtype=np.int64)
        return cls(*rows[:, np.lexsort((rows[1], rows[0]))])

    @property
    def overlap(self) -> int | None:
        """The first span that begins before an earlier one has ended; None for a partition."""
        early = np.flatnonzero(self.starts[1:] < np.maximum.accumulate(self.ends)[:-1])
        return int(early[0]) + 1 if len(early) else None


@dataclass(frozen=True, slots=True)
class Continua:
    """Several texts; spans are compared within a text only.

    `labels`: all that occur, sorted. `tracks`: per text and coder the spans as arrays, made once for all
    measures.
    """

    texts: tuple[Continuum, ...]
    labels: tuple[Value, ...] = field(init=False)
    tracks: tuple[tuple[Track, ...], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        found = {span[2] for text in self.texts for spans in text.spans.values() for span in spans}
        labels = tuple(sorted(found, key=value_order))
        place = {label: at for at, label in enumerate(labels)}
        tracks = tuple(tuple(Track.of(spans, place) for spans in text.spans.values()) for text in self.texts)
        object.__setattr__(self, "labels", labels)
        object.__setattr__(self, "tracks", tracks)

    @property
    def coders(self) -> tuple[str, ...]:
        """All coders, in the order in which they first appear."""
        return tuple(dict.fromkeys(coder for text in self.texts for coder in text.spans))

    @property
    def shared(self) -> tuple[tuple[Continuum, tuple[Track, ...]], ...]:
        """The texts that two coders or more have finished, with their tracks: only they are compared."""
        both = zip(self.texts, self.tracks, strict=True)
        return tuple((text, of) for text, of in both if len(text.spans) >= 2 and text.end > text.begin)

    def of_coders(self, coders: Sequence[str]) -> Continua:
        """Only these coders. Raises NoSuchCoderError."""
        for coder in coders:
            if coder not in self.coders:
                raise NoSuchCoderError(coder=coder, known=", ".join(self.coders))
        return Continua(tuple(text.of_coders(coders) for text in self.texts))

    def of_label(self, label: Value) -> Continua:
        """One layer: only the spans with this label. Layers can be compared where labels overlap."""
        return Continua(
            tuple(
                Continuum(
                    text.begin,
                    text.end,
                    {
                        coder: tuple(span for span in spans if span.label == label)
                        for coder, spans in text.spans.items()
                    },
                    text.name,
                )
                for text in self.texts
            )
        )

    def pair(self, measure: str, pair: Sequence[str] | None) -> Continua:
        """The two coders named, or the only two there are. Raises NotTwoCodersError."""
        named = self.coders if pair is None else tuple(pair)
        if len(named) > 2:
            raise NotTwoCodersError(measure=measure, found=len(named))
        return self.of_coders(named)


def as_continua(material: Continuum | Continua) -> Continua:
    """One text alone is a collection of one."""
    return Continua((material,)) if isinstance(material, Continuum) else material


@dataclass(frozen=True, slots=True, eq=False)
class Stretches:
    """The pieces of a text between neighbouring ends of anybody's spans.

    `lefts`: where each piece begins; `lengths`: how long it is. Within a piece nothing changes.
    """

    lefts: NDArray[np.int64]
    lengths: NDArray[np.int64]

    @classmethod
    def between(cls, text: Continuum, of: Sequence[Track]) -> Stretches:
        """The pieces of `text` for these tracks."""
        ends = [
            np.array([text.begin, text.end]),
            *(part for track in of for part in (track.starts, track.ends)),
        ]
        cuts = np.unique(np.concatenate(ends))
        return cls(cuts[:-1], np.diff(cuts))

    def span_of(self, track: Track) -> NDArray[np.int64]:
        """For each piece the span of the track that covers it, -1 for none; the track is a partition."""
        if not len(track.starts):
            return np.full(len(self.lefts), -1, dtype=np.int64)
        at = np.searchsorted(track.starts, self.lefts, side="right") - 1
        return np.where((at >= 0) & (self.lefts < track.ends[at]), at, -1)

    def covered(self, track: Track, n_labels: int) -> NDArray[np.bool_]:
        """Pieces x labels: whether the label covers the piece; spans may overlap."""
        change = np.zeros((len(self.lefts) + 1, n_labels), dtype=np.int32)
        np.add.at(change, (np.searchsorted(self.lefts, track.starts), track.places), 1)
        np.add.at(change, (np.searchsorted(self.lefts, track.ends), track.places), -1)
        return np.cumsum(change, axis=0)[:-1] > 0


def obstacle(material: Continua, *, partition: bool) -> tuple[Undefined, str] | None:
    """Why nothing can be computed, with the place: a broken span, overlaps, no shared text."""
    for text, tracks in zip(material.texts, material.tracks, strict=True):
        for coder, track in zip(text.spans, tracks, strict=True):
            broken = (track.starts < text.begin) | (track.ends > text.end) | (track.starts >= track.ends)
            if broken.any():
                return Undefined.INVALID_SPAN, _place(text, coder, track, int(broken.argmax()))
            if partition and len(text.spans) > 1 and track.overlap is not None:
                return Undefined.OVERLAP_WITHIN_CODER, _place(text, coder, track, track.overlap)
    return None if material.shared else (Undefined.NO_PAIRABLE_VALUES, "")


def require_sound(material: Continuum | Continua, *, partition: bool = False) -> None:
    """Raises InvalidSpanError and, where a partition is needed, OverlappingSpansError."""
    found = obstacle(as_continua(material), partition=partition)
    if found is not None and found[0] is Undefined.INVALID_SPAN:
        raise InvalidSpanError(place=found[1])
    if found is not None and found[0] is Undefined.OVERLAP_WITHIN_CODER:
        raise OverlappingSpansError(place=found[1])


def spans_figure(
    measure: str,
    material: Continua,
    value: float | Undefined,
    params: Mapping[str, object] | None = None,
    place: str = "",
    coverage: float | None = None,
) -> Figure:
    """A figure with the counts of its texts: shared texts, coders, characters compared."""
    shared = material.shared
    return Figure(
        measure=measure,
        value=None if isinstance(value, Undefined) else float(value),
        undefined=value if isinstance(value, Undefined) else None,
        n_units=len(shared),
        n_coders=len({coder for text, _ in shared for coder in text.spans}),
        n_pairable=sum(text.end - text.begin for text, _ in shared),
        n_single=sum(len(text.spans) == 1 for text in material.texts),
        params=dict(params or {}),
        place=place,
        coverage=coverage,
    )


def _place(text: Continuum, coder: str, track: Track, at: int) -> str:
    where = f"{text.name}, " if text.name else ""
    return f"{where}{coder}, {track.starts[at]}–{track.ends[at]}"
