"""The gold case as claims: North Korean soldiers in Russia, by claimant and day, in words of our own."""

from datetime import UTC, date, datetime

from foedus.terms.entries import Entry, canonical

ROLES = {
    "troop_deployment": ("sender", "host"),
    "troop_withdrawal": ("sender", "host"),
    "arms_transfer": ("supplier", "recipient"),
    "labour_transfer": ("sender", "host"),
    "attack": ("attacker", "target"),
}


def claim(  # noqa: PLR0913 - a claim has as many fields
    known,
    source,
    affiliation,
    event,
    sentence,
    *,
    status=None,
    modality="asserted",
    actors=None,
    figure=None,
    unit="troops",
    when=None,
    place=None,
    relayed=(),
    treaty=None,
    report=None,
    outlet="",
    author="Ann Lee",
):
    """A claim as an entry; `figure` is one number or a pair, `when` one day or a pair."""
    low, high = figure if isinstance(figure, tuple) else (figure, figure)
    start, end = when if isinstance(when, tuple) else (when, when)
    body = {
        "source": source,
        "source_affiliation": affiliation,
        "relayed_by": list(relayed),
        "speech_verb": "say",
        "modality": modality,
        "event_type": event,
        "status": status,
        "actors": actors if actors is not None else dict(zip(ROLES[event], (["PRK"], ["RUS"]), strict=True)),
        "quantity": None if figure is None else {"low": low, "high": high, "unit": unit},
        "date": None if when is None else {"start": start, "end": end},
        "place": place,
        "sentence": sentence,
        "char_start": 0,
        "char_end": len(sentence),
        "reader": "by hand",
        "report": report,
        "outlet": outlet,
        "treaty": treaty,
        "cue": "",
    }
    day = date.fromisoformat(known)
    return Entry("claim", author, datetime(day.year, day.month, day.day, 12, tzinfo=UTC), day, "", canonical(body))


def entry(kind, known, body, *, author="Ann Lee", reason="as I read it", hour=13):
    """A judgement, grade, note or report."""
    day = date.fromisoformat(known)
    at = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    return Entry(kind, author, at, day, reason, canonical(body))


def judge(known, verdict, of, by=None, **more):
    """An analyst's verdict."""
    return entry("judgement", known, {"verdict": verdict, "of": of, "by": by}, **more)


UNITED = {"attacker": ["UKR"], "target": ["PRK"]}
PACT = {"party": ["PRK", "RUS"]}

GOLD = {
    "fake": claim(
        "2024-10-10",
        "Peskov",
        "RUS",
        "troop_deployment",
        "Reports of North Korean soldiers are one more invention, Peskov said.",
        modality="denied",
        actors={"sender": ["PRK"], "theatre": ["UKR"]},
    ),
    "likely": claim(
        "2024-10-08",
        "Kim Yong-hyun",
        "KOR",
        "troop_deployment",
        "Kim held it highly likely that the North would send troops.",
        modality="likely",
        status="planned",
    ),
    "zelensky": claim(
        "2024-10-17",
        "Zelensky",
        "UKR",
        "troop_deployment",
        "Some 10,000 soldiers are being readied, Zelensky said.",
        status="planned",
        figure=10_000,
    ),
    "nis-1500": claim(
        "2024-10-18",
        "National Intelligence Service",
        "KOR",
        "troop_deployment",
        "About 1,500 special soldiers were shipped to Vladivostok between 8 and 13 October, the service said.",
        status="present",
        figure=1_500,
        when=("2024-10-08", "2024-10-13"),
        place="Vladivostok",
    ),
    "hur": claim(
        "2024-10-18",
        "Budanov",
        "UKR",
        "troop_deployment",
        "Nearly 11,000 infantrymen train in the east of Russia and will be ready on 1 November, Budanov said.",
        status="underway",
        figure=(10_500, 11_000),
        place="eastern Russia",
    ),
    "12000": claim(
        "2024-10-18",
        "an NIS source",
        "KOR",
        "troop_deployment",
        "Pyongyang has decided on four brigades, 12,000 men, a source said.",
        status="planned",
        figure=12_000,
        relayed=("Yonhap",),
    ),
    "rumours": claim(
        "2024-10-21",
        "a North Korean delegate",
        "PRK",
        "troop_deployment",
        "The delegate called it groundless rumours.",
        modality="denied",
    ),
    "pentagon": claim(
        "2024-11-04",
        "Ryder",
        "USA",
        "troop_deployment",
        "Between 11,000 and 12,000 are in Russia, Ryder said.",
        status="present",
        figure=(11_000, 12_000),
    ),
    "gerasimov": claim(
        "2025-04-26",
        "Gerasimov",
        "RUS",
        "troop_deployment",
        "North Korean soldiers helped to free the Kursk region, Gerasimov told Putin.",
        status="present",
        place="Kursk region",
    ),
    "kcna": claim(
        "2025-04-28",
        "Central Military Commission",
        "PRK",
        "troop_deployment",
        "Kim ordered the troops to Russia, the Commission said.",
        status="completed",
        relayed=("KCNA",),
    ),
    "15000": claim(
        "2025-04-30",
        "National Intelligence Service",
        "KOR",
        "troop_deployment",
        "So far 15,000 were sent in two phases, the service said.",
        status="present",
        figure=15_000,
    ),
    "2026": claim(
        "2026-02-12",
        "National Intelligence Service",
        "KOR",
        "troop_deployment",
        "About 10,000 combat troops stand near the border.",
        status="present",
        figure=10_000,
        place="Kursk region",
        relayed=("Yonhap",),
    ),
    "killed-300": claim(
        "2025-01-13",
        "National Intelligence Service",
        "KOR",
        "attack",
        "At least 300 were killed, the service said.",
        status="completed",
        actors=UNITED,
        figure=(300, None),
        unit="killed",
    ),
    "casualties-4700": claim(
        "2025-04-30",
        "National Intelligence Service",
        "KOR",
        "attack",
        "There were 4,700 casualties, including 600 dead.",
        status="completed",
        actors=UNITED,
        figure=4_700,
        unit="killed",
    ),
    "killed-600": claim(
        "2025-04-30",
        "National Intelligence Service",
        "KOR",
        "attack",
        "There were 4,700 casualties, including 600 dead.",
        status="completed",
        actors=UNITED,
        figure=600,
        unit="killed",
    ),
    "killed-2000": claim(
        "2025-09-02",
        "National Intelligence Service",
        "KOR",
        "attack",
        "About 2,000 were killed, lawmakers were told.",
        status="completed",
        actors=UNITED,
        figure=2_000,
        unit="killed",
    ),
    "casualties-6000": claim(
        "2026-02-12",
        "National Intelligence Service",
        "KOR",
        "attack",
        "Some 6,000 were killed or wounded.",
        status="completed",
        actors=UNITED,
        figure=6_000,
        unit="killed",
    ),
    "containers-6700": claim(
        "2024-02-26",
        "Shin Won-sik",
        "KOR",
        "arms_transfer",
        "Since August 2023 some 6,700 containers went to Russia.",
        status="completed",
        figure=6_700,
        unit="containers",
    ),
    "containers-10000": claim(
        "2024-02-26",
        "State Department",
        "USA",
        "arms_transfer",
        "Since September 2023 more than 10,000 containers were shipped.",
        status="completed",
        figure=(10_000, None),
        unit="containers",
    ),
    "shells": claim(
        "2024-06-14",
        "Shin Won-sik",
        "KOR",
        "arms_transfer",
        "In all they could hold almost 5 million shells.",
        status="completed",
        figure=(4_500_000, 5_000_000),
        unit="weapons",
    ),
    "containers-28000": claim(
        "2025-07-13",
        "Defense Intelligence Agency",
        "KOR",
        "arms_transfer",
        "So far 28,000 containers were sent.",
        status="completed",
        figure=28_000,
        unit="containers",
    ),
    "workers-15000": claim(
        "2025-04-30",
        "National Intelligence Service",
        "KOR",
        "labour_transfer",
        "About 15,000 workers were sent.",
        status="completed",
        figure=15_000,
        unit="workers",
    ),
    "workers-25000": claim(
        "2025-06-15",
        "NHK",
        "media:NHK",
        "labour_transfer",
        "A plan speaks of 25,000 workers for Alabuga.",
        status="planned",
        figure=25_000,
        unit="workers",
        place="Alabuga",
    ),
    "workers-12000": claim(
        "2025-11-14",
        "Main Directorate of Intelligence",
        "UKR",
        "labour_transfer",
        "About 12,000 workers will come to Alabuga this year.",
        status="planned",
        figure=12_000,
        unit="workers",
        place="Alabuga",
    ),
    "signed": claim(
        "2024-06-20",
        "KCNA",
        "PRK",
        "treaty_signing",
        "The treaty was signed in Pyongyang on 19 June.",
        status="completed",
        actors=PACT,
        when="2024-06-19",
    ),
    "in-force": claim(
        "2024-12-05",
        "KCNA",
        "PRK",
        "treaty_in_force",
        "Instruments were exchanged in Moscow and the treaty took effect on 4 December.",
        status="completed",
        actors=PACT,
        when="2024-12-04",
        treaty="2024-russia-dprk",
        relayed=("TASS",),
    ),
    "first": claim(
        "2024-10-18",
        "specialists",
        None,
        "troop_deployment",
        "It would be the North's first deployment of ground troops abroad.",
        status="underway",
        place="Russia",
    ),
}

NOT_CONFIRMED = entry(
    "note",
    "2024-10-18",
    {
        "form": "not_confirmed",
        "text": "asked about the 12,000, the service declined to confirm",
        "about": [GOLD["12000"].id],
        "source": "National Intelligence Service",
    },
)


LEDGER = (*GOLD.values(), NOT_CONFIRMED)
"""The entries of the gold case."""
