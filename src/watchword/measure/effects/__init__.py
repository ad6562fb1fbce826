"""Effects: what an attribute of a post goes with, as a multiplier with its interval."""

from watchword.measure.effects.attributes import ATTRIBUTES, Attribute, levels_of
from watchword.measure.effects.effect import EFFECTS, Effect, State, as_table
from watchword.measure.effects.explain import Decomposition, Explanation, Part, explain

__all__ = [
    "ATTRIBUTES",
    "EFFECTS",
    "Attribute",
    "Decomposition",
    "Effect",
    "Explanation",
    "Part",
    "State",
    "as_table",
    "explain",
    "levels_of",
]
