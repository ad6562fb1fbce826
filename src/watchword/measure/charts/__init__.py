"""Charts that need no browser, colour or motion to be read: for reports and documents.

Each function makes a ``Chart``: an Altair specification, words for who cannot see it, and the
figures as a table. ``render_svg`` and ``render_png`` draw it; the same chart gives the same bytes.
"""

from watchword.measure.charts.bars import Bar, bar_chart
from watchword.measure.charts.chart import Chart, render_png, render_svg
from watchword.measure.charts.curve import CurvePoint, benchmark_curve
from watchword.measure.charts.heat import HeatCell, heat_map
from watchword.measure.charts.intervals import Interval, interval_chart
from watchword.measure.charts.line import LinePoint, line_chart

__all__ = [
    "Bar",
    "Chart",
    "CurvePoint",
    "HeatCell",
    "Interval",
    "LinePoint",
    "bar_chart",
    "benchmark_curve",
    "heat_map",
    "interval_chart",
    "line_chart",
    "render_png",
    "render_svg",
]
