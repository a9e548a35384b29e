"""The page as an application: which address is which view, behind which doors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Route

from foedus.web import static_files
from foedus.web.api import answers
from foedus.web.api.page import api, description
from foedus.web.doors import Doors, Headers
from foedus.web.failures import HANDLERS
from foedus.web.lanes import Lane
from foedus.web.settings import Settings
from foedus.web.shown import Templates
from foedus.web.views.ask import ask
from foedus.web.views.changes import changes
from foedus.web.views.files import brief, duties_table
from foedus.web.views.judging import add_report, judge
from foedus.web.views.ledger import ledger, ledger_entry, ledger_table, report
from foedus.web.views.map import map_file, map_of
from foedus.web.views.network import network, network_data, network_file, network_table
from foedus.web.views.odds import cascade, odds, odds_table
from foedus.web.views.states import states
from foedus.web.views.timeline import timeline, timeline_file, timeline_table
from foedus.web.views.treaties import treaties, treaties_table, treaty
from foedus.web.views.waves import waves, waves_file, waves_table
from foedus.web.views.why import why

if TYPE_CHECKING:
    from foedus.web.casebook import Casebook

__all__ = ["page"]


def page(settings: Settings | None = None) -> Starlette:
    """The page.

    >>> from foedus.web.app import page
    >>> any(route.path == "/why" for route in page().routes)
    True
    """
    settings = settings or Settings()
    casebook = _casebook(settings)
    quick, slow = Lane(casebook), Lane(casebook)
    app = Starlette(
        routes=[
            Route("/", quick.runs(ask)),
            Route("/why", quick.runs(why)),
            Route("/map", quick.runs(map_of)),
            Route("/map.svg", quick.runs(map_file)),
            Route("/network", quick.runs(network)),
            Route("/network.svg", quick.runs(network_file)),
            Route("/network.csv", quick.runs(network_table)),
            Route("/network.json", quick.runs(network_data)),
            Route("/treaties", quick.runs(treaties)),
            Route("/treaties.csv", quick.runs(treaties_table)),
            Route("/treaties/{name}", quick.runs(treaty)),
            Route("/timeline", quick.runs(timeline)),
            Route("/timeline.svg", quick.runs(timeline_file)),
            Route("/timeline.csv", quick.runs(timeline_table)),
            Route("/waves", quick.runs(waves)),
            Route("/waves.svg", quick.runs(waves_file)),
            Route("/waves.csv", quick.runs(waves_table)),
            Route("/odds", slow.runs(odds)),
            Route("/odds.csv", slow.runs(odds_table)),
            Route("/cascade", slow.runs(cascade)),
            *changes(slow),
            Route("/ledger", quick.runs(ledger)),
            Route("/ledger.csv", quick.runs(ledger_table)),
            Route("/ledger/entries/{name}", quick.runs(ledger_entry)),
            Route("/ledger/reports/{name}", quick.runs(report)),
            Route("/ledger/reports", slow.takes(add_report), methods=["POST"]),
            Route("/ledger/judge", quick.takes(judge), methods=["POST"]),
            Route("/brief.html", slow.runs(brief)),
            Route("/duties.csv", quick.runs(duties_table)),
            Route("/states.json", quick.runs(states)),
            Route("/api", quick.runs(api)),
            Route("/api/openapi.json", quick.runs(description)),
            Route("/api/attack", quick.runs(answers.attack)),
            Route("/api/why", quick.runs(answers.why)),
            Route("/api/brief", slow.runs(answers.brief)),
            Route("/api/odds", slow.runs(answers.odds)),
            Route("/api/cascade", slow.runs(answers.cascade)),
            Route("/api/world", slow.runs(answers.world)),
            Route("/api/treaties", quick.runs(answers.treaties)),
            Route("/api/treaties/{name}", quick.runs(answers.treaty)),
            Route("/api/diff", slow.runs(answers.diff)),
            Route("/api/network", quick.runs(answers.network)),
            Route("/style.css", static_files.style),
            Route("/static/{name}", static_files.own),
            Route("/vendor/{name}", static_files.vendor),
        ],
        middleware=[
            Middleware(Headers),
            Middleware(Doors, settings=settings),
            Middleware(GZipMiddleware, minimum_size=600, compresslevel=5),
        ],
        exception_handlers=HANDLERS,
    )
    app.state.settings = settings
    app.state.templates = Templates()
    app.state.ledger = settings.ledger
    return app


def _casebook(settings: Settings) -> Casebook | None:
    if settings.ledger is None:
        return None
    from foedus.web.casebook import Casebook  # noqa: PLC0415 - a page without a ledger needs no database

    return Casebook(settings.ledger)
