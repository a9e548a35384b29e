"""`python -m foedus` and the `foedus` command."""

from __future__ import annotations

import gc

__all__ = ["main"]


def main() -> None:
    """Run the command line."""
    gc.set_threshold(_SELDOM, 20, 20)
    from foedus.cli.app import run  # noqa: PLC0415 - the import is the work

    run()


_SELDOM = 50_000
"""New objects between two looks for rings of them: reading files makes millions, and hardly a ring."""


if __name__ == "__main__":
    main()
