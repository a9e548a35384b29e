"""`python -m foedus` and the `foedus` command."""

from __future__ import annotations

import gc

from foedus.cli.rubbish import SELDOM

__all__ = ["main"]


def main() -> None:
    """Run the command line."""
    gc.set_threshold(*SELDOM)
    from foedus.cli.app import run  # noqa: PLC0415 - the import is the work

    run()


if __name__ == "__main__":
    main()
