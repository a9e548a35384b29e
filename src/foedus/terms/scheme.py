"""Codes of the annotation scheme: letters only, two to ten of them, where Foedus' own codes differ.

The scheme also keeps the Soviet Union apart from Russia, which Foedus, like the Correlates of War, takes as one state.
"""

from __future__ import annotations

__all__ = ["from_scheme", "to_scheme"]

_OWN = {
    "SHABAAB": "AL-SHABAAB",
    "ALSHABAAB": "AL-SHABAAB",
    "SOSSETIA": "SOUTH-OSSETIA",
    "TRANSNIST": "TRANSNISTRIA",
    "PMR": "TRANSNISTRIA",
    "VIVANSANM": "VIV-ANSANM",
    "QAEDA": "AL-QAEDA",
    "KH": "KATAIB-HEZBOLLAH",
    "NKR": "NAGORNO-KARABAKH",
    "AFC": "M23",
    "XKX": "cow:KOS",
    "CSK": "cow:CZE",
    "AUH": "cow:AUH",
    "DDR": "cow:GDR",
    "YMD": "cow:YPR",
    "YUG": "SRB",
    "SUN": "RUS",
}
_SCHEME = {own: code for code, own in reversed(_OWN.items())} | {"RUS": "RUS", "SRB": "SRB"}
_SOVIET = range(1922, 1992)


def from_scheme(code: str) -> str:
    """The scheme's code as Foedus has it.

    >>> from_scheme("SUN"), from_scheme("PRK")
    ('RUS', 'PRK')
    """
    return _OWN.get(code, code)


def to_scheme(code: str, year: int | None = None) -> str:
    """A code as the scheme has it; `year` tells Russia from the Soviet Union.

    >>> to_scheme("cow:AUH"), to_scheme("RUS", 1968), to_scheme("RUS", 2024)
    ('AUH', 'SUN', 'RUS')
    """
    if code == "RUS" and year in _SOVIET:
        return "SUN"
    return _SCHEME.get(code, code.partition(":")[2] or code)
