"""Names beside points, none over another: the first to come has the choice, and who finds no room goes without."""

from __future__ import annotations

__all__ = ["Labels", "brief_name"]


def brief_name(code: str, name: str) -> str:
    """The letters of a state's code where names have no room; whoever has no such code keeps its name.

    >>> brief_name("cow:AUH", "Austria-Hungary"), brief_name("ABKHAZIA", "Abkhazia")
    ('AUH', 'Abkhazia')
    """
    letters = code.rpartition(":")[2]
    return letters if len(letters) <= _LETTERS else name


_LETTERS = 4

_Box = tuple[float, float, float, float]


class Labels:
    """Where names stand on one picture.

    Args:
        size: of the letters.
    """

    def __init__(self, size: float) -> None:
        self.size = size
        self._taken: list[_Box] = []

    def keep_clear(self, x: float, y: float, radius: float) -> None:
        """Nothing is written over this point."""
        self._taken.append((x - radius, y - radius, x + radius, y + radius))

    def place(self, x: float, y: float, text: str, gap: float) -> tuple[float, float, str] | None:
        """Where the text begins, and how it is anchored; nothing if there is no room on any side.

        >>> labels = Labels(10)
        >>> labels.place(0, 0, "Riga", 5)[2], labels.place(1, 1, "Riga", 5)[2]
        ('start', 'end')
        """
        wide, high = 0.56 * self.size * len(text), self.size
        choices = (
            (x + gap, y + high * 0.35, "start"),
            (x - gap, y + high * 0.35, "end"),
            (x, y - gap, "middle"),
            (x, y + gap + high * 0.8, "middle"),
            (x - gap * 0.7, y - gap * 0.7, "end"),
            (x + gap * 0.7, y + gap * 0.7 + high * 0.8, "start"),
            (x - gap * 0.7, y + gap * 0.7 + high * 0.8, "end"),
            (x, y - gap * 2, "middle"),
        )
        for left, base, anchor in choices:
            start = left - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
            box = (start, base - high * 0.85, start + wide, base + high * 0.25)
            if not any(_meet(box, other) for other in self._taken):
                self._taken.append(box)
                return left, base, anchor
        return None


def _meet(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
