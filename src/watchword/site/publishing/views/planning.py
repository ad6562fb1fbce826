"""The calendar of a month or a week, and the content plan."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from watchword.site.kit.door import PersonRequest, door
from watchword.site.publishing import access
from watchword.site.publishing.month import monday_of, month_of, week, weeks
from watchword.site.publishing.plan import plans


@door(access.SEE, help="publishing/calendar")
def calendar(request: PersonRequest) -> HttpResponse:
    """A month of posts, or a week."""
    if (monday := monday_of(request.GET.get("week", ""))) is not None:
        return _week(request, monday)
    first = month_of(request.GET.get("month", ""))
    given = {
        "first": first,
        "weeks": weeks(request.user, first),
        "before": (first - timedelta(days=1)).replace(day=1),
        "after": _next(first),
        "monday": _shown_week(first),
    }
    return render(request, "publishing/calendar.html", given)


@door(access.SEE, help="publishing/plan")
def plan(request: PersonRequest) -> HttpResponse:
    """What each account is for, what was posted and is planned, and the gaps."""
    first = month_of(request.GET.get("month", ""))
    given = {
        "first": first,
        "plans": plans(request.user, first),
        "before": (first - timedelta(days=1)).replace(day=1),
        "after": _next(first),
    }
    return render(request, "publishing/plan.html", given)


def _week(request: PersonRequest, monday: date) -> HttpResponse:
    given = {
        "monday": monday,
        "days": week(request.user, monday),
        "before": monday - timedelta(days=7),
        "after": monday + timedelta(days=7),
    }
    return render(request, "publishing/week.html", given)


def _shown_week(first: date) -> date:
    """The week that a month's page leads to: this one, where it lies in the month."""
    today = timezone.localdate()
    day = today if (today.year, today.month) == (first.year, first.month) else first
    return day - timedelta(days=day.weekday())


def _next(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1)
