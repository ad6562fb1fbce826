"""Why something was not done, for the person who asked."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from watchword.base.errors import PolicyError

Words = str | Promise


class Refusal(Exception):
    """Something that a person asked for and may not have, or cannot have as things stand.

    Args:
        words: What stands in the way, as a sentence for people.
        remedy: What to do about it.

    Attributes:
        status: HTTP status that says the same to machines.
    """

    status = 409

    def __init__(self, words: Words, remedy: Words = "") -> None:
        super().__init__(words)
        self.words = words
        self.remedy = remedy


class NotAllowed(Refusal):
    """The person holds no role that may do this."""

    status = 403

    def __init__(self, words: Words = "", remedy: Words = "") -> None:
        super().__init__(
            words or _("Your roles do not include this."),
            remedy or _("An administrator can give you the role; 'Roles and rights' shows which."),
        )


class NotThere(Refusal):
    """There is no such thing, or none that this person may know of."""

    status = 404

    def __init__(self, words: Words = "", remedy: Words = "") -> None:
        super().__init__(words or _("There is nothing here, or nothing that you may see."), remedy)


class Invalid(Refusal):
    """What was given cannot be used.

    Args:
        words: What is wrong.
        remedy: What to give instead.
        fields: What is wrong, by field of the form.
    """

    status = 422

    def __init__(
        self, words: Words, remedy: Words = "", fields: dict[str, Words] | None = None
    ) -> None:
        super().__init__(words, remedy)
        self.fields = fields or {}


class TooOften(Refusal):
    """Tried too often in a short time."""

    status = 429

    def __init__(self) -> None:
        super().__init__(
            _("This was tried too often in a short time."), _("Please come back in a minute.")
        )


def as_refusal(error: Exception) -> Refusal | None:
    """What an error says to the person who asked; None for a defect.

    A draft whose pages cannot be read together just now is no defect: somebody is writing in it.
    """
    if isinstance(error, Refusal):
        return error
    if isinstance(error, PolicyError):
        return Refusal(
            _("A page of the policy cannot be used as it stands."), str(error.problems[0])
        )
    return None
