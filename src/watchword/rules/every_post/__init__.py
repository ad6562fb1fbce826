"""True for every post: with conditions this is the freeze."""

from __future__ import annotations

from dataclasses import dataclass

from watchword.base.schema import setting
from watchword.rules.base import Place, Whole


@dataclass(frozen=True, kw_only=True, slots=True)
class EveryPostSettings:
    """Settings of ``every_post``."""

    every_post: bool = setting("Always true; conditions and scope decide.")


class EveryPostKind:
    """True for every post."""

    name = "every-post"
    title = "Every post"
    settings = EveryPostSettings
    keys = ("every_post",)
    says = ()
    may_block = True

    def matcher(self, settings: object, place: Place) -> Whole | None:
        """Make the matcher."""
        assert isinstance(settings, EveryPostSettings)
        if not settings.every_post:
            place.problem("'every_post' is always true", "to rest a rule set 'status: draft'")
            return None
        return Whole()


KIND = EveryPostKind()
