"""What every report has at its head."""

from __future__ import annotations

from watchword.measure.report.model import Audience, Report, Section
from watchword.measure.report.month import Month
from watchword.measure.report.phrases import day_name, month_name

MOST_NAMED = 3
"""Accounts that are named in the head; more are counted."""


def whole_report(month: Month, audience: Audience, sections: tuple[Section, ...]) -> Report:
    """A report of sections."""
    return Report(
        organisation=month.organisation,
        title=f"Social media in {month_name(month.first)}",
        about=f"For the {audience}. {_accounts(month)}Numbers as known on {day_name(month.known)}.",
        audience=audience,
        day=month.known,
        sections=sections,
    )


def _accounts(month: Month) -> str:
    names = [one.name for one in month.accounts]
    if not names:
        return ""
    if len(names) > MOST_NAMED:
        return f"{len(names)} accounts. "
    return f"{', '.join(names)}. "
