"""A rule in a few words, shortened from its duty and never invented."""

from __future__ import annotations

from watchword.base.pattern import pattern
from watchword.policy.import_.wording import any_of, people, words

LONGEST_TITLE = 80
"""Characters that fit one line of a list of rules."""

_MORE = r"(?: (?:who|using|with|in|on|at|of|that|posting|working)\b[^,.;:]{0,60}?,?)?"
_ASKS = pattern(
    rf"^(?:[^,.;:]{{0,90}}, )?{people()}{_MORE} "
    rf"({any_of('negative-ask')}|{any_of('positive-ask')}) "
)
_CONDITION = pattern(
    rf"^{any_of('condition')}\b[^.;:]{{0,120}}?, "
    r"(do not|don['’]t|never|always|please|only|ensure|make sure|must|you must|you should)\b"
)
_ABOUT_THEM = pattern(r"\b(?:their|them|they|themselves)\b")
_NEGATIVE = pattern(rf"^{any_of('negative-ask')}$")


def short_title(duty: str) -> str:
    """The duty without the people it is for, cut at a word."""
    text = duty.strip().rstrip(".;:,!")
    clause = next(iter(_CONDITION.groups(text)), None)
    if clause is not None:
        text = text[clause[1].start :]
    asks = next(iter(_ASKS.groups(text)), None)
    if asks is not None:
        modal = asks[1].of(text).lower()
        rest = text[asks[0].end :]
        if modal.endswith("from"):
            text = f"No {rest}"
        elif _NEGATIVE.found_in(modal):
            text = f"{'Never' if 'never' in modal else 'Do not'} {rest}"
        else:
            text = rest
        if _ABOUT_THEM.found_in(rest):
            text = duty.strip().rstrip(".;:,!")
    return _cut(text[:1].upper() + text[1:])


def _cut(text: str) -> str:
    if len(text) <= LONGEST_TITLE:
        return text
    head = text[: LONGEST_TITLE + 1]
    clause = max(head.rfind(mark) for mark in (", ", "; ", ": ", " – ", " ("))
    text = head[:clause] if clause > LONGEST_TITLE // 3 else head[: head.rfind(" ")]
    kept = text.rstrip(",;:( ").split(" ")
    while len(kept) > 2 and kept[-1].lower() in words("loose-end"):  # noqa: PLR2004 - two stay
        kept.pop()
    return " ".join(kept)
