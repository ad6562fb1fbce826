"""Values of posts at equal ages."""

from watchword.measure.kernel.steps import AGES, SETTLED, Step, age_name, step, steps

__all__ = ["AGES", "SETTLED", "Step", "age_name", "step", "steps"]
