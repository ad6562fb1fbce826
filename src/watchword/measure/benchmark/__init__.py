"""What is usual for an account at a post's age, and where a post stands."""

from watchword.measure.benchmark.schema import SCORES
from watchword.measure.benchmark.scores import score_posts
from watchword.measure.benchmark.tiers import Tier

__all__ = ["SCORES", "Tier", "score_posts"]
