"""Make the PDFs of this folder anew: `python make.py`, with Chromium and matplotlib installed. The words are our own.

columns.pdf   a journal's article: two columns, words broken at line ends, running head and page number
printed.pdf   a web page as a browser prints it: date and title above, address and "1/3" below each page
memo.pdf      a memo drawn line by line, as plotting programs and scanners' software do, with ligatures in the text
"""

from __future__ import annotations

import re
import subprocess
import tempfile
import textwrap
from pathlib import Path

HERE = Path(__file__).parent
HEAD = "GENEVA, March 3, 2025 (Foedus Wire) - "
PROSE = """\
About 1,200 Russian soldiers arrived in Belarus on Monday under an understanding on counter-intelligence
cooperation, the Belarusian defence ministry said.

Officials in Warsaw described the reinforcements as a well-known manoeuvre. Poland's government nevertheless
announced that it would send two battalions to the neighbouring voivodeship, and that the redeployment had been
prepared for months.

The North Atlantic Council met for consultations. Lithuania had requested them, according to an alliance
representative who asked not to be identified, because the accommodation of so many servicemen contradicted earlier
assurances.

Germany delivered fourteen infantry fighting vehicles to Ukraine, the chancellery confirmed, while France suspended
its contribution to the multinational training mission.

Observers disagree about the significance of the announcement. Some consider it a straightforward demonstration;
others point to the simultaneous mobilisation of reservists in the north-western military district.
"""
PARAGRAPHS = [" ".join(p.split()) for p in PROSE.split("\n\n")]
PAPER = """<!doctype html><html lang="en"><meta charset="utf-8"><title>%s</title><style>
@page { size: A5; margin: 20mm 14mm; @top-center { content: "Review of Imaginary Alliances, Vol. 4"; font: 8pt Arial }
 @bottom-center { content: counter(page); font: 8pt Arial } }
body { font: 9.5pt/1.4 "Liberation Sans", Arial; margin: 0 } h1 { font-size: 15pt } p { margin: 0 0 5pt }
.columns { columns: 2; column-gap: 7mm } .columns p { white-space: nowrap }</style>%s</html>"""
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>%s</title><style>
@page { size: A5; margin: 18mm 14mm }
body { font: 12pt/1.5 "Liberation Sans", Arial } h1 { font-size: 18pt }</style>%s</html>"""


def broken(text: str, width: int) -> list[str]:
    """Lines of a narrow column, with words broken between consonants as printers do."""
    lines, line = [], ""
    for word in text.split():
        room = width - len(line) - 1
        if len(word) <= room:
            line = f"{line} {word}".strip()
            continue
        places = [m.end() for m in re.finditer(r"[aeiou][a-z]*?[bcdfglmnprst](?=[bcdfgklmnprstv][aeiou])", word)]
        at = max((p for p in places if 3 <= p < room and len(word) - p > 3), default=0)
        hyphen = max((m.end() for m in re.finditer("-", word) if m.end() <= room), default=0)
        if hyphen > at:
            lines.append(f"{line} {word[:hyphen]}".strip())
            line = word[hyphen:]
        elif at:
            lines.append(f"{line} {word[:at]}\u2010".strip())
            line = word[at:]
        else:
            lines.append(line)
            line = word
    return [*lines, line]


def browser(name: str, html: str, *options: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(html, encoding="utf-8")
        command = ["chromium", "--headless", "--no-sandbox", *options, f"--print-to-pdf={HERE / name}", str(page)]
        subprocess.run(command, check=True, capture_output=True)


def memo() -> None:
    import matplotlib as mpl

    mpl.use("pdf")
    mpl.rcParams["pdf.fonttype"] = 42
    import matplotlib.pyplot as plt
    from matplotlib.backends.backend_pdf import PdfPages

    ligated = [p.replace("ffi", "\ufb03").replace("fi", "\ufb01") for p in PARAGRAPHS]
    with PdfPages(HERE / "memo.pdf", metadata={"CreationDate": None}) as file:
        for number in (1, 2, 3):
            figure = plt.figure(figsize=(5.8, 8.3))
            figure.text(0.1, 0.95, "Belmar Institute \u2022 Memo 17", fontsize=8)
            figure.text(0.5, 0.04, f"- {number} -", fontsize=8)
            if number == 1:
                figure.text(0.1, 0.90, "What moved in March", fontsize=14)
            told = (HEAD if number == 1 else "") + " ".join(ligated)
            figure.text(0.1, 0.86, textwrap.fill(told, 60), fontsize=9, va="top")
            file.savefig(figure)
            plt.close(figure)


def main() -> None:
    told = [broken((HEAD if n == 0 else "") + p, 31) for n, p in enumerate(PARAGRAPHS * 6)]
    body = "".join(f"<p>{'<br>'.join(lines)}</p>" for lines in told)
    columns = f"<h1>Garrisons under the Belmar Pact</h1><div class='columns'>{body}</div>"
    browser("columns.pdf", PAPER % ("Garrisons under the Belmar Pact", columns), "--no-pdf-header-footer")
    plain = "".join(f"<p>{HEAD if n == 0 else ''}{p}</p>" for n, p in enumerate(PARAGRAPHS * 3))
    browser("printed.pdf", PAGE % ("Two battalions", f"<h1>Two battalions move</h1>{plain}"))
    memo()


if __name__ == "__main__":
    main()
