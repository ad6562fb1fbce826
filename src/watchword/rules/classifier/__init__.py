"""A classifier above a threshold. It may hold or label, never block."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from watchword.base.schema import Stricter, setting
from watchword.base.span import Match
from watchword.detect.classifiers import Classifier, classifier, classifier_names
from watchword.rules.base import EVERY_POST, Gates, Look, Place


@dataclass(frozen=True, kw_only=True, slots=True)
class MustReach:
    """The accuracy that a classifier has to prove before it may be used."""

    precision: float = setting("Share of its findings that are right, 0 to 1.")
    recall: float = setting("Share of what it should find, 0 to 1.")
    on: str = setting("A labelled set of the policy: CSV with the columns text,label.")


@dataclass(frozen=True, kw_only=True, slots=True)
class ClassifierSettings:
    """Settings of ``classifier``."""

    classifier: str = setting("What it looks for.")
    model: str = setting("Name of the model.", default="baseline")
    model_version: str = setting("Version of the model.", default="1")
    at_least: float = setting(
        "Score from which it counts, 0 to 1.", default=0.8, stricter=Stricter.LOWER
    )
    must_reach: MustReach | None = setting("The accuracy to prove.", default=None)


@dataclass(frozen=True, slots=True)
class ClassifierMatcher:
    """Matches where a score reaches the threshold, at the words that carried it."""

    model: Classifier
    at_least: float

    @property
    def gates(self) -> Gates:
        """A lexical model's words nominate; any other model sees every post."""
        return Gates(raw=self.model.gates) if self.model.gates else EVERY_POST

    def find(self, look: Look) -> Iterator[Match]:
        """One match, on the strongest evidence."""
        score = self.model.score(look.text)
        if score.value >= self.at_least:
            values = (("score", f"{score.value:.2f}"), ("limit", f"{self.at_least:.2f}"))
            yield Match(score.span, self.model.name, values)


class ClassifierKind:
    """A classifier above a threshold."""

    name = "classifier"
    title = "Classifier"
    settings = ClassifierSettings
    keys = ("classifier",)
    says = ("score", "limit")
    may_block = False

    def matcher(self, settings: object, place: Place) -> ClassifierMatcher | None:
        """Find the model of that name and version."""
        assert isinstance(settings, ClassifierSettings)
        wanted = (settings.model, settings.model_version, settings.classifier)
        if wanted not in classifier_names():
            known = ", ".join(
                f"{label} ({model} {version})" for model, version, label in classifier_names()
            )
            place.problem(
                f"there is no classifier {settings.classifier!r} in "
                f"{settings.model} {settings.model_version}",
                f"classifiers: {known}",
            )
            return None
        if not 0 < settings.at_least <= 1:
            place.problem(f"at_least is {settings.at_least:g}", "give a score above 0, up to 1")
            return None
        return ClassifierMatcher(classifier(*wanted), settings.at_least)


KIND = ClassifierKind()
