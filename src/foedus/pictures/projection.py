"""Where on the sheet a place lies: the Natural Earth projection, a compromise that keeps the whole world readable.

Polynomials after Patterson, Jenny and Savric (2011), "Polynomial equation for the Natural Earth projection".
"""

from __future__ import annotations

from math import radians

__all__ = ["HEIGHT", "WIDTH", "graticule", "projected"]

WIDTH, HEIGHT = 1000.0, 520.0
_SCALE = WIDTH / (2 * 2.73539)


def projected(lon: float, lat: float) -> tuple[float, float]:
    """A place in degrees as a point of the sheet; the middle of the sheet is 0° north, 0° east.

    >>> projected(0, 0)
    (500.0, 260.0)
    """
    x, phi = radians(lon), radians(lat)
    two = phi * phi
    four = two * two
    across = x * (0.8707 - 0.131979 * two + four * (-0.013791 + four * (0.003971 * two - 0.001529 * four)))
    up = phi * (1.007226 + two * (0.015085 + four * (-0.044475 + 0.028874 * two - 0.005916 * four)))
    return WIDTH / 2 + across * _SCALE, HEIGHT / 2 - up * _SCALE


def graticule() -> list[list[tuple[float, float]]]:
    """Meridians and parallels every thirty degrees, the edge among them."""
    meridians = [[projected(lon, lat) for lat in range(-90, 91, 5)] for lon in range(-180, 181, 30)]
    parallels = [[projected(lon, lat) for lon in range(-180, 181, 10)] for lat in range(-60, 61, 30)]
    return meridians + parallels
