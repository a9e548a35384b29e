"""Views of the page that every test of it looks at, a page that is served, text that is hostile, and axe's question."""

import json
import shutil
import threading
import time
from pathlib import Path

FRONT = Path(__file__).parents[2] / "front"
KOREA = "attackers=KOR&target=PRK&on=2024-10-19"
ESTONIA = "attackers=RUS&target=EST&on=2024-06-01"
SERBIA = "attackers=Austria-Hungary&target=Serbia&on=1914-07-28"

VIEWS = {
    "ask": "/",
    "answer": f"/?{KOREA}",
    "answer of many": f"/?{ESTONIA}",
    "what is wrong": "/?attackers=Nowhere&target=PRK",
    "proofs": f"/why?{KOREA}",
    "a proof": f"/why?{KOREA}&state=RUS",
    "map": f"/map?{ESTONIA}",
    "map of the past": f"/map?{SERBIA}",
    "waves": f"/waves?{ESTONIA}",
    "network": "/network?on=1949-12-01",
    "network of a state": "/network?on=2024-10-19&state=USA",
    "treaties": "/treaties?party=PRK",
    "a treaty": "/treaties/2024-russia-dprk",
    "timeline": "/timeline?party=RUS",
    "API": "/api",
    "nothing there": "/nothing",
}
"""Every view that needs no data of others."""

ODDS = {
    "odds": f"/odds?{KOREA}",
    "cascade": f"/cascade?{KOREA}",
    "tension": f"/tension?{KOREA}",
    "alignment": f"/alignment?{KOREA}",
    "suppliers": f"/flows?{KOREA}",
}
"""Views that read data of others."""

LEDGER = {
    "ledger": "/ledger?on=2024-10-21&state=RUS",
    "a report": "/ledger/reports/1",
    "an answer with evidence": f"/?{KOREA}",
    "claims in time": "/timeline?party=RUS",
}
"""Views of a page with a ledger that holds one report."""

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

AXE = "axe.run({resultTypes: ['violations']}).then(found => JSON.stringify(found.violations))"


def heavy(tab, axe):
    """What axe finds serious or critical in this tab, every part of it open."""
    tab.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    tab.wait_for_load_state("networkidle")  # proofs that are fetched when they are opened
    tab.locator(".htmx-request").first.wait_for(state="detached")
    tab.evaluate(axe)
    told = json.loads(tab.evaluate(AXE))
    return [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in told if v["impact"] in ("serious", "critical")]


HOSTILE = """<script>window.pwned=1</script><img src=x onerror=alert(1)>"'`{{7*7}}</svg><![CDATA[ ]]>&amp;"""


class Served:
    """A page on a free port of this machine, in a thread."""

    def __init__(self, settings):
        import uvicorn

        from foedus.web.app import page
        from foedus.web.serving import bound

        self.socket = bound(settings)
        self.address = f"http://127.0.0.1:{self.socket.getsockname()[1]}"
        config = uvicorn.Config(page(settings), log_level="error", lifespan="off")
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, kwargs={"sockets": [self.socket]}, daemon=True)

    def __enter__(self):
        self.thread.start()
        while not self.server.started:
            time.sleep(0.01)
        return self

    def __exit__(self, *_):
        self.server.should_exit = True
        self.thread.join(10)
