"""When something of the execution is due: a formula on the notification that is typed, and the day it now gives.

A formula and the day beside it say the same: the file shows the day before anything is computed again.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from generator.dossier.days import LONGEST, last_day, months_after, period_ends, year_ends
from generator.writers.xlsx import Formula

Unit = Literal["notification", "mois", "trimestre", "semestre", "an", "fin"]
CALENDAR_MONTHS = {"mois": 1, "trimestre": 3, "semestre": 6}
MOST_PERIODS = 120
USUAL_MONTHS = Decimal(48)  # rows for so many, when the duration is not known
_NAMES = {"mois": "Mois", "trimestre": "Trimestre", "semestre": "Semestre", "an": "Période de bilan"}
NOTIFICATION, MONTHS, END = "'Lisez-moi'!$B$6", "'Lisez-moi'!$B$7", "'Lisez-moi'!$B$8"
END_FORMULA = f'=IF(OR({NOTIFICATION}="",{MONTHS}=""),"",EDATE({NOTIFICATION},INT({MONTHS}))+INT(MOD({MONTHS},1)*30)-1)'


@dataclass(frozen=True, slots=True)
class Execution:
    """What is known of the execution: its notification, its length in months."""

    notification: dt.date | None = None
    months: Decimal | None = None

    @property
    def end(self) -> dt.date | None:
        return last_day(self.notification, self.months)


@dataclass(frozen=True, slots=True)
class Moment:
    """So many days after the notification, the end of the execution, or the end of its period of rank 1, 2, 3…"""

    unit: Unit
    rank: int = 1
    days: int = 0

    @property
    def said(self) -> str:
        if self.unit == "notification":
            return "Notification"
        return "Fin de l’exécution" if self.unit == "fin" else f"{_NAMES[self.unit]} {self.rank}"

    @property
    def order(self) -> tuple[int, str]:
        """Months from the notification, then the kind of period: what is due is in order before any day is known."""
        if self.unit == "notification":
            return 0, ""
        return (LONGEST + 1 if self.unit == "fin" else CALENDAR_MONTHS.get(self.unit, 12) * self.rank), self.unit

    def day(self, execution: Execution) -> dt.date | None:
        """The day, None when it is not known or when the execution does not reach that period."""
        end = self._end(execution)
        return end + dt.timedelta(days=self.days) if end else None

    def _end(self, execution: Execution) -> dt.date | None:
        start, end = execution.notification, execution.end
        if start is None or self.unit == "notification":
            return start
        if self.unit == "fin":
            return end
        limit = end or months_after(start, LONGEST)
        step = CALENDAR_MONTHS.get(self.unit)
        ends = period_ends(start, limit, step) if step else year_ends(start, limit)
        return ends[self.rank - 1] if self.rank <= len(ends) else None

    def formula(self, execution: Execution) -> Formula:
        return Formula(f"={self._text()}", serial(self.day(execution)))

    def _text(self) -> str:
        late = f"+{self.days}" if self.days else ""
        if self.unit == "notification":
            return f'IF({NOTIFICATION}="","",{NOTIFICATION}{late})'
        if self.unit == "fin":
            return f'IF({END}="","",{END}{late})'
        reached = f"MIN({self._natural(self.rank)},{END}){late}"
        if self.rank > 1:
            reached = f'IF({self._natural(self.rank - 1)}>={END},"",{reached})'
        return f'IF({NOTIFICATION}="","",{reached})'

    def _natural(self, rank: int) -> str:
        """The end of the period of that rank, were the execution endless."""
        step = CALENDAR_MONTHS.get(self.unit)
        if step is None:
            return f"(EDATE({NOTIFICATION},{12 * rank})-1)"
        if step == 1:
            return f"EOMONTH({NOTIFICATION},{rank - 1})"
        return f"EOMONTH({NOTIFICATION},{step * rank - 1}-MOD(MONTH({NOTIFICATION})-1,{step}))"


def periods(unit: Unit, execution: Execution, days: int = 0) -> tuple[Moment, ...]:
    """Every period of an execution of that length, whatever the day it starts; a year is met once, a quarter begun."""
    if unit in ("notification", "fin"):
        return (Moment(unit, 1, days),)
    months = USUAL_MONTHS if execution.months is None else execution.months
    step = CALENDAR_MONTHS.get(unit)
    count = math.ceil(months / (step or 12)) + (1 if step else 0)
    return tuple(Moment(unit, rank, days) for rank in range(1, min(max(int(count), 1), MOST_PERIODS) + 1))


def serial(day: dt.date | None) -> int | str:
    """The number a workbook keeps for a day, nothing for none."""
    return (day - dt.date(1899, 12, 30)).days if day else ""
