"""A whole study as a value: what formats read and write."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.model.actors import Actor
from annotator.model.annotation import Annotation, Coder, Status
from annotator.model.codebook import Codebook
from annotator.model.corpus import Source


@dataclass(frozen=True, slots=True)
class Project:
    """A small head and three streams that can be walked again and again.

    The streams are tuples in memory, or read lazily from a store, so that an export of any size
    flows. Ids are those of this project alone; across projects only uids count. Statements come
    with their sources.
    """

    uid: str
    title: str
    codebook: Codebook
    coders: tuple[Coder, ...] = ()
    actors: tuple[Actor, ...] = ()
    time_zone: str = "UTC"
    sources: Iterable[Source] = ()
    annotations: Iterable[Annotation] = ()
    statuses: Iterable[Status] = ()
