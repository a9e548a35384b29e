"""How quick the page is: `uv run python benches/page.py [SECONDS]`.

Twenty clients ask at once, each the next question as soon as it has the answer, for a minute: how long they wait, what
goes wrong, and whether the memory of the server stays flat. No question is asked twice in a row; nearly all are new to
the server. Then, if a browser is here, how many frames a second the slider of the network gives while its day moves
on through two centuries, and how many bytes the heaviest first view takes.
"""

from __future__ import annotations

import http.client
import os
import random
import re
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import urlencode

CLIENTS = 20
STATES = [
    *("USA", "CAN", "MEX", "COL", "VEN", "BRA", "ARG", "CHL", "CUB", "GBR", "FRA", "DEU", "ITA", "ESP", "PRT", "BEL"),
    *("NLD", "POL", "CZE", "HUN", "ROU", "BGR", "GRC", "TUR", "RUS", "EST", "LVA", "LTU", "FIN", "SWE", "NOR", "DNK"),
    *("UKR", "GEO", "ARM", "AZE", "KAZ", "IRN", "IRQ", "SYR", "ISR", "EGY", "SAU", "ARE", "OMN", "YEM", "LBY", "DZA"),
    *("MAR", "NGA", "ETH", "SDN", "KEN", "ZAF", "IND", "PAK", "AFG", "CHN", "MNG", "PRK", "KOR", "JPN", "PHL", "VNM"),
    *("THA", "IDN", "AUS", "NZL"),
]
YEARS = range(1995, 2027)


def main() -> None:
    """Measure, and print."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    command = [sys.executable, "-m", "foedus", "serve", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        line = server.stderr.readline()
        found = re.search(r":(\d+)/", line)
        assert found, line
        port = int(found[1])
        try:
            clients(port, server.pid, seconds)
            browser(port)
        finally:
            server.terminate()


def clients(port: int, pid: int, seconds: float) -> None:
    """The answers of all clients together."""
    ask(http.client.HTTPConnection("127.0.0.1", port), random.Random(0))  # noqa: S311 - questions, no secrets
    waits: list[float] = []
    wrong: list[str] = []
    over = time.monotonic() + seconds
    before, worked, memory = time.process_time(), sum(map(processor, family(pid))), []

    def one(seed: int) -> None:
        connection, dice = http.client.HTTPConnection("127.0.0.1", port), random.Random(seed)  # noqa: S311 - dice
        while time.monotonic() < over:
            begun = time.perf_counter()
            try:
                status = ask(connection, dice)
            except OSError as error:
                wrong.append(repr(error))
                continue
            waits.append(time.perf_counter() - begun)
            if status != 200:
                wrong.append(str(status))

    threads = [threading.Thread(target=one, args=(n + 1,)) for n in range(CLIENTS)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        memory.append(sum(map(resident, family(pid))))
        time.sleep(max(seconds / 12, 0.2))
    for thread in threads:
        thread.join()
    waits.sort()
    middle, late = (waits[int(len(waits) * share)] for share in (0.5, 0.95))
    print(f"{CLIENTS} clients for {seconds:.0f} s: {len(waits)} answers, {len(wrong)} errors {wrong[:3] or ''}")
    print(f"waited: half at most {middle * 1000:.0f} ms, 95 of 100 {late * 1000:.0f} ms, the longest {waits[-1]:.2f} s")
    print(f"memory of the server, MB: {', '.join(f'{m:.0f}' for m in memory)}")
    each = 1000 * (sum(map(processor, family(pid))) - worked) / len(waits)
    clients = time.process_time() - before
    print(f"CPU: {each:.1f} ms of the server for each answer, {clients:.1f} s of all clients")


def ask(connection: http.client.HTTPConnection, dice: random.Random) -> int:
    """One question; the states of the list all existed in these years."""
    attacker, target = dice.sample(STATES, 2)
    on = f"{dice.choice(YEARS)}-{dice.randint(1, 12):02}-15"
    query = urlencode({"attackers": attacker, "target": target, "on": on})
    connection.request("GET", f"/?{query}", headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    answer.read()
    return answer.status


def family(pid: int) -> list[int]:
    """A process and its children."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    if children.exists():
        return [pid, *map(int, children.read_text(encoding="utf-8").split())]
    found = [pid]
    for each in Path("/proc").glob("[0-9]*/stat"):
        fields = each.read_text(encoding="utf-8").rpartition(")")[2].split()
        if int(fields[1]) == pid:
            found.append(int(each.parent.name))
    return found


def resident(pid: int) -> float:
    """Megabytes of memory that a process holds."""
    told = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    found = re.search(r"VmRSS:\s+(\d+)", told)
    return int(found[1]) / 1024 if found else float("nan")


def processor(pid: int) -> float:
    """Seconds of CPU that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def browser(port: int) -> None:
    """Frames of the slider, and bytes of the first view."""
    chromium = shutil.which("chromium")
    if chromium is None:
        print("no chromium here: the slider is not measured")
        return
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where a browser is

    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = made.new_page(base_url=f"http://127.0.0.1:{port}", viewport={"width": 1100, "height": 900})
        sizes: list[int] = []
        page.on("response", lambda answer: sizes.append(answer.request.sizes()["responseBodySize"]))
        for name, address in (
            ("an answer", "/?attackers=RUS&target=EST"),
            ("the map", "/map?attackers=RUS&target=EST"),
            ("the network", "/network?on=2024-10-19"),
        ):
            sizes.clear()
            page.goto(address, wait_until="networkidle")
            print(f"first view of {name}: {sum(sizes) / 1000:.0f} kB, compressed, everything counted")
            page.context.clear_cookies()
        page.locator(".slide[data-ready]").wait_for()
        frames = sorted(page.evaluate(SLIDE))
        late = frames[int(len(frames) * 0.95)]
        print(f"slider: {1000 / (sum(frames) / len(frames)):.0f} frames a second, 95 of 100 within {late:.0f} ms")
        made.close()


SLIDE = """() => new Promise(done => {
  const range = document.querySelector(".time input"), frames = [], last = Number(range.max);
  let n = 0, before = performance.now();
  const step = now => {
    frames.push(now - before);
    before = now;
    n += last / 240;
    if (n > last) return done(frames.slice(2));
    range.value = n;
    range.dispatchEvent(new Event("input", { bubbles: true }));
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
})"""
"""Two centuries in 240 frames: how long each took, in milliseconds."""

if __name__ == "__main__":
    main()
