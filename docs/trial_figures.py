"""The figures of docs/explanation/what-treaties-did.md, as SVG that comes out the same every time.

Colours are those of Okabe and Ito, which people with any kind of colour vision tell apart; shape and place say the same
once more. The ground is white, so that a figure reads alike on a light page and on a dark one.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import matplotlib as mpl
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from matplotlib.axes import Axes
    from trial_numbers import Arrow, Bar, Call, Dots, Fighting, Step

BLUE, ORANGE, RED, GREEN, GREY, INK = "#0072B2", "#E69F00", "#D55E00", "#009E73", "#B5B5B5", "#222222"
STYLE = {
    "svg.hashsalt": "foedus",
    "svg.fonttype": "path",
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": "#888888",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "xtick.color": INK,
    "ytick.color": INK,
    "grid.color": "#E3E3E3",
    "legend.frameon": False,
    "figure.facecolor": "white",
}


def save(figure: Figure, path: Path, title: str, says: str) -> None:
    """Write it without a date or a version, so that only a change of the numbers changes the file."""
    with mpl.rc_context(STYLE):
        FigureCanvasSVG(figure)
        told = {"Title": title, "Description": says, "Date": None, "Creator": None}
        figure.savefig(path, format="svg", metadata=told)
    text = path.read_text(encoding="utf-8")
    path.write_text("\n".join(line.rstrip() for line in text.splitlines()) + "\n", encoding="utf-8")


def ladder(steps: Sequence[Step]) -> Figure:
    """F1 of "invoked" with its interval, and precision and recall beside it, rung by rung."""
    with mpl.rc_context(STYLE):
        figure, ax = _figure(7.6, 3.6, left=0.265)
        for n, step in enumerate(steps):
            if step.span:
                ax.plot(step.span, [n - 0.14] * 2, color=BLUE, lw=2.4, solid_capstyle="round", zorder=2)
            ax.plot(step.f1, n - 0.14, "o", color=BLUE, ms=8, mec="white", mew=0.8, zorder=3)
            ax.plot(step.precision, n + 0.2, "<", color=ORANGE, ms=6.5, mec="white", mew=0.5, zorder=3)
            ax.plot(step.recall, n + 0.2, ">", color=GREEN, ms=6.5, mec="white", mew=0.5, zorder=3)
        _rows(ax, [step.label for step in steps])
        _axis(ax, 0.5, 1.0, "{:.1f}")
        ax.set_xlabel("score beside the coders")
        marks = (("F1, with its interval of 95%", "o", BLUE), ("precision", "<", ORANGE), ("recall", ">", GREEN))
        _legend(ax, [_mark(*mark) for mark in marks], columns=3)
        return figure


def kept(rows: Sequence[tuple[str, Sequence[Dots]]]) -> Figure:
    """The share of invoked alliances that was kept, by period and kind, beside published shares."""
    looks = {"Foedus": ("o", BLUE), "Berkemeier and Fuhrmann 2018": ("s", ORANGE)}
    others = {"Leeds, Long and Mitchell 2000": ("^", GREEN), "Chiba and others 2026": ("D", RED)}
    with mpl.rc_context(STYLE):
        figure, ax = _figure(7.6, 4.3, left=0.27)
        for n, (_, series) in enumerate(rows):
            for dots in series:
                shape, colour = {**looks, **others}[dots.name]
                lift = {"Foedus": -0.16, "Berkemeier and Fuhrmann 2018": 0.16}.get(dots.name, 0.34)
                if dots.span:
                    ax.plot(dots.span, [n + lift] * 2, color=colour, lw=2.2, solid_capstyle="round", zorder=2)
                ax.plot(dots.share, n + lift, shape, color=colour, ms=7, mec="white", mew=0.8, zorder=3)
        for n in range(len(rows)):
            ax.axhspan(n - 0.5, n + 0.5, color="#F6F6F6" if n % 2 else "white", zorder=0)
        ax.axhline(2.5, color="#888888", lw=0.8)
        _rows(ax, [label for label, _ in rows])
        _axis(ax, 0.0, 1.0, "{:.0%}")
        ax.set_xlabel("kept, of those invoked")
        _legend(ax, [_mark(name, shape, colour) for name, (shape, colour) in {**looks, **others}.items()], columns=2)
        return figure


def conduct(bars: Sequence[Bar]) -> Figure:
    """What those did who owed help, as shares of one bar each."""
    colours = {"fought beside": BLUE, "came late": "#7FB8DA", "abstained": GREY, "fought against": RED}
    with mpl.rc_context(STYLE):
        figure, ax = _figure(7.6, 3.2, left=0.285)
        for n, bar in enumerate(bars):
            total, done = sum(bar.counts.values()), 0.0
            for what, count in bar.counts.items():
                share = count / total if total else 0
                ax.barh(n, share, left=done, height=0.62, color=colours[what], edgecolor="white", lw=0.8)
                if share >= 0.045:
                    dark = what in ("fought beside", "fought against")
                    ax.text(done + share / 2, n, str(count), ha="center", va="center", color="white" if dark else INK)
                done += share
        _rows(ax, [f"{bar.label} ({sum(bar.counts.values())})".replace(", ", ",\n") for bar in bars])
        _axis(ax, 0.0, 1.0, "{:.0%}")
        ax.set_xlabel("of those who owed help (counts in the bars)")
        _legend(ax, [Patch(color=colour, label=what) for what, colour in colours.items()], columns=4)
        return figure


def war(
    states: Sequence[str],
    fighting: Sequence[Fighting],
    arrows: Sequence[Arrow],
    calls: Sequence[Call],
    span: tuple[date, date],
) -> Figure:
    """A stretch of a war: who acted against whom, who fought from when, who was called and what it did."""
    first, last = span
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(10.2, 6.0))
        ax = figure.add_axes((0.125, 0.06, 0.40, 0.87))
        place = {state: n for n, state in enumerate(states)}
        for n in range(len(states)):
            ax.axhline(n, color="#EEEEEE", lw=0.8, zorder=0)
        for one in fighting:
            n = place[one.state]
            ax.plot([_x(one.since, first), _x(last, first) + 1], [n, n], color="#C9D3DA", lw=7, zorder=1)
        sharing: dict[date, int] = {}
        for arrow in arrows:
            n = sharing[arrow.on] = sharing.get(arrow.on, -1) + 1
            x = _x(arrow.on, first) + 0.34 * n
            look = {"color": RED, "lw": 1.5} if arrow.attack else {"color": BLUE, "lw": 1.3, "ls": (0, (3, 1.6))}
            props = {"arrowstyle": "-|>", "shrinkA": 0, "shrinkB": 1, "mutation_scale": 9, **look}
            ends = (x, place[arrow.target]), (x, place[arrow.actor])
            ax.annotate("", *ends, arrowprops=props, zorder=3)
        _calls(ax, calls, place, first)
        ax.set_ylim(len(states) - 0.4, -0.7)
        ax.set_yticks(range(len(states)), states)
        ax.tick_params(axis="y", length=0)
        ax.set_xlim(-0.6, _x(last, first) + 1)
        days = [first + timedelta(days=n) for n in range(_x(last, first) + 1)]
        shown = [d for d in days if d.day in (1, 7, 14, 21, 28)]
        ax.set_xticks([_x(d, first) for d in shown], [f"{d.day} {d:%b}" for d in shown])
        ax.spines["left"].set_visible(False)
        marks = [
            Line2D([], [], color=RED, lw=1.5, label="attacks or declares war"),
            Line2D([], [], color=BLUE, lw=1.3, ls=(0, (3, 1.6)), label="the same, in defence"),
            Line2D([], [], color="#C9D3DA", lw=7, solid_capstyle="butt", label="fights"),
            _mark("called, and kept it", "D", BLUE),
            _mark("called, and did not", "X", RED),
        ]
        figure.legend(handles=marks, loc="upper left", ncols=5, bbox_to_anchor=(0.0, 1.005), handletextpad=0.6)
        return figure


def _calls(ax: Axes, calls: Iterable[Call], place: dict[str, int], first: date) -> None:
    """A mark on the day of each call, and in words beside the row."""
    mine: dict[str, list[Call]] = {}
    for call in calls:
        mine.setdefault(call.state, []).append(call)
    for state, some in mine.items():
        for n, call in enumerate(some):
            look = ("D", BLUE) if call.kept else ("X", RED)
            ax.plot(_x(call.since, first), place[state], look[0], color=look[1], ms=7, mec="white", mew=0.8, zorder=5)
            y = place[state] + 0.36 * (n - (len(some) - 1) / 2)
            words = {"transform": ax.get_yaxis_transform(), "va": "center", "fontsize": 7.6}
            small = {"ms": 4 if call.kept else 5, "mew": 0, "clip_on": False, "transform": words["transform"]}
            ax.plot(1.03, y, look[0], color=look[1], **small)
            ax.text(1.05, y, call.says, color=INK, **words)


def _x(day: date, first: date) -> int:
    return (day - first).days


def _figure(width: float, height: float, left: float) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(width, height))
    below, above = 0.52 / height, 0.5 / height
    return figure, figure.add_axes((left, below, 0.955 - left, 1 - below - above))


def _rows(ax: Axes, labels: Sequence[str]) -> None:
    """One row for each label, the first on top."""
    ax.set_yticks(range(len(labels)), labels)
    ax.set_ylim(len(labels) - 0.5, -0.5)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)


def _axis(ax: Axes, low: float, high: float, form: str) -> None:
    """From low to high, with a line every tenth or, on a long axis, every fifth."""
    ticks = [n / 10 for n in range(round(low * 10), round(high * 10) + 1, 1 if high - low < 0.8 else 2)]
    ax.set_xlim(low, high)
    ax.margins(x=0)
    ax.set_xticks(ticks, [form.format(tick) for tick in ticks])
    ax.grid(axis="x")
    for line in ax.lines:
        line.set_clip_on(False)


def _mark(label: str, shape: str, colour: str) -> Line2D:
    return Line2D([], [], marker=shape, color=colour, ls="", ms=7, mec="white", mew=0.8, label=label)


def _legend(ax: Axes, handles: Sequence[Line2D | Patch], columns: int) -> None:
    ax.legend(handles=handles, loc="lower left", bbox_to_anchor=(-0.02, 1.0), ncols=columns, handletextpad=0.4)
