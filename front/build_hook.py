"""Puts the front end's libraries of others into a wheel: they are made by `make vendor`, here if Node is at hand.

A clone is installed in place without them, and the page works without them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FrontEnd(BuildHookInterface[Any]):
    """Called by hatchling before a wheel is packed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make what is missing; say so, or with FOEDUS_VENDOR=must fail, if it cannot be made."""
        if version == "editable":
            return
        vendor = Path(self.root) / "src" / "foedus" / "web" / "vendor"
        if not (vendor / "world.json").is_file():
            self._make()
        if (vendor / "world.json").is_file():
            build_data["artifacts"].append("/src/foedus/web/vendor/*")
        elif os.environ.get("FOEDUS_VENDOR") == "must":
            raise RuntimeError("the front end's libraries are not here: install Node and run `make vendor`")
        else:
            self.app.display_warning("without Node the page has no outline of the world and no zooming")

    def _make(self) -> None:
        npm = shutil.which("npm")
        if npm is None:
            return
        front = Path(self.root) / "front"
        for command in ([npm, "ci", "--omit=dev", "--no-audit", "--no-fund"], [npm, "run", "--silent", "vendor"]):
            if subprocess.run(command, cwd=front, check=False).returncode:  # noqa: S603 - the commands stand above
                return
