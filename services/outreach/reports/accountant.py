"""Who counts the figures of a closed report? Once the read models have everything up to its closing event."""

from __future__ import annotations

from dataclasses import dataclass

from services.outreach.domain.logframe import LOGFRAME, Defined, Logframe
from services.outreach.domain.report import REPORT, Closed, RecordFigures
from services.outreach.newsletter.entities import state_of
from services.outreach.newsletter.giving import Giving
from services.outreach.projections.reporting.indicators import figures, stands_at
from shared.contracts import outreach
from shared.kernel.chores import Again, Alive
from shared.kernel.event import Recorded
from shared.kernel.log import Log
from shared.kernel.mongo import Database

NOT_YET = 1.0


@dataclass(frozen=True)
class Accountant:
    log: Log
    giving: Giving
    reporting: Database

    async def freeze(self, event: Recorded[outreach.ReportClosed], alive: Alive) -> None:
        """Counting again gives the same: it is counted up to the closing event, and the first count stays."""
        report = await state_of(self.log, REPORT, event.ref.id)
        if not isinstance(report, Closed):
            return
        logframe = await self._logframe(report.frame.logframe, event.data.logframe_version)
        if not isinstance(logframe, Defined):
            return
        if await stands_at(self.reporting) < event.position:
            raise Again(NOT_YET, "the evidence does not stand at the closing event yet")
        defined = {
            "starts_on": logframe.starts_on.isoformat(),
            "results": [result.model_dump(mode="json") for result in logframe.results],
        }
        frame = report.frame
        counted = await figures(self.reporting, defined, frame.period_from, frame.period_to, event.position)
        await self.giving.by_itself(
            RecordFigures(
                report=event.ref.id, figures=counted, counted_to=event.position, action=logframe.action
            )
        )

    async def _logframe(self, id: str, version: int) -> Logframe:
        """As it was when the report was closed, whatever was defined since."""
        logframe = LOGFRAME.initial
        for recorded in await self.log.load(LOGFRAME.ref(id)):
            if isinstance(recorded.data, outreach.LogframeDefined) and recorded.data.version <= version:
                logframe = LOGFRAME.evolve(logframe, recorded.data)
        return logframe
