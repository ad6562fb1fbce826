"""What is usual for an account at a post's age, and where a post stands."""

from watchword.measure.benchmark.comparable import ALL_ALIKE, Comparison, Period, Treatment
from watchword.measure.benchmark.curve import CURVES, benchmark_curve
from watchword.measure.benchmark.schema import SCORES
from watchword.measure.benchmark.scores import score_posts
from watchword.measure.benchmark.tiers import Tier

__all__ = [
    "ALL_ALIKE",
    "CURVES",
    "SCORES",
    "Comparison",
    "Period",
    "Tier",
    "Treatment",
    "benchmark_curve",
    "score_posts",
]
