"""Videos watched to the end."""

from watchword.measure.kpi.base import Kpi, Unit

KPI = Kpi(
    name="completion-rate",
    title="Completion rate",
    unit=Unit.FRACTION,
    over=("full_video_views",),
    under="video_views",
    formula="full video views ÷ video views",
    source="in common use; no network's definition was read",
)
