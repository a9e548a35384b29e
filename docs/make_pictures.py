"""Take the pictures of the page into docs/pictures (`make pictures`; needs Chromium, `make vendor`, FOEDUS_MIRROR)."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from foedus.briefing.brief import example_report

FOLDER = Path(__file__).parent / "pictures"
KOREA = "attackers=KOR&target=PRK&on=2024-10-19"
ESTONIA = "attackers=RUS&target=EST&on=2024-06-01"
SERBIA = "attackers=Austria-Hungary&target=Serbia&on=1914-07-28"

VIEWS = {
    "answer-korea": (f"/?{KOREA}", 1250),
    "answer-estonia": (f"/?{ESTONIA}", 1250),
    "answer-1914": (f"/?{SERBIA}", 1250),
    "proof-korea": (f"/why?{KOREA}&state=RUS", 760),
    "map-korea": (f"/map?{KOREA}", 760),
    "map-estonia": (f"/map?{ESTONIA}", 760),
    "map-1914": (f"/map?{SERBIA}", 760),
    "waves-estonia": (f"/waves?{ESTONIA}", 760),
    "odds-korea": (f"/odds?{KOREA}", 760),
    "network-1914": ("/network?on=1914-07-28", 1150),
    "network-2024": ("/network?on=2024-10-19", 1150),
    "treaty": ("/treaties/2024-russia-dprk", 900),
    "timeline": ("/timeline?party=RUS", 760),
    "ledger": ("/ledger?on=2024-10-21&state=RUS", 1000),
    "report": ("/ledger/reports/1", 1000),
}
"""Name of the picture -> the view, and how much of it is seen."""


def main() -> None:
    """Serve the page, look at every view, keep what is seen."""
    foedus = [sys.executable, "-m", "foedus"]
    with TemporaryDirectory() as folder:
        ledger = ["--ledger", f"{folder}/case.db"]
        report = Path(folder, "report.txt")
        report.write_text(example_report(), encoding="utf-8")
        judged = ["--author", "Ann Lee", "--reason", "Moscow and Pyongyang said so in April 2025"]
        for words in (["init", *ledger], ["add", str(report), *ledger], ["accept", "2", *ledger, *judged]):
            subprocess.run([*foedus, "ledger", *words], check=True, capture_output=True)  # noqa: S603 - the words stand above
        served([*foedus, "serve", "--port", "0", "--processes", "1", *ledger])


def served(command: list[str]) -> None:
    """Look at the page while this command serves it."""
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:  # noqa: S603 - the command is ours
        assert server.stderr is not None  # noqa: S101 - it is a pipe
        found = re.search(r":(\d+)/", server.stderr.readline())
        assert found  # noqa: S101 - it said where it listens
        try:
            look(f"http://127.0.0.1:{found[1]}")
        finally:
            server.terminate()


def look(address: str) -> None:
    """One picture of each view."""
    chromium = os.environ.get("CHROMIUM", "chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which(chromium), args=["--no-sandbox"])
        page = browser.new_page(base_url=address, viewport={"width": 1080, "height": 760})
        for name, (view, height) in VIEWS.items():
            page.set_viewport_size({"width": 1080, "height": height})
            page.goto(view, wait_until="networkidle")
            page.screenshot(path=FOLDER / f"page-{name}.png")
            print(f"docs/pictures/page-{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
