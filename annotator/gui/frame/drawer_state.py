"""How the panels of the drawer stand, as it is remembered from one day to the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class DrawerState:
    """Panels by their numbers: from left to right, which are closed, which is in front.

    `windows`: those that have windows of their own, and how these stand, in Qt's own words.
    """

    order: tuple[int, ...] = ()
    closed: frozenset[int] = frozenset()
    front: int = -1
    windows: Mapping[int, str] = field(default_factory=dict)

    def to_settings(self) -> dict[str, object]:
        """As it is written down."""
        windows = {str(number): geometry for number, geometry in self.windows.items()}
        return {
            "order": list(self.order),
            "closed": sorted(self.closed),
            "front": self.front,
            "windows": windows,
        }

    @classmethod
    def from_settings(cls, found: object) -> DrawerState | None:
        """What was written down; None where that is none, or was changed by hand into nonsense."""
        if not isinstance(found, dict):
            return None
        order, closed = _numbers(found.get("order")), _numbers(found.get("closed"))
        front, windows = found.get("front", -1), found.get("windows", {})
        if order is None or closed is None or not isinstance(front, int) or not isinstance(windows, dict):
            return None
        if not all(isinstance(number, str) and number.isdecimal() for number in windows):
            return None
        kept = {int(number): str(geometry) for number, geometry in windows.items()}
        return cls(tuple(order), frozenset(closed), front, kept)


def _numbers(found: object) -> list[int] | None:
    if isinstance(found, list) and all(isinstance(number, int) for number in found):
        return list(dict.fromkeys(found))
    return None
