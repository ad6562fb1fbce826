"""Sentences of a paragraph."""

from __future__ import annotations

from watchword.policy.import_.wording import words

_CLOSING = "\"'”’)]"


def sentences(text: str) -> list[str]:
    """Take a paragraph apart at full stops, question and exclamation marks.

    Abbreviations, initials and numbers do not end a sentence, nor does a stop before a
    small letter.
    """
    found, start, place = [], 0, 0
    while place < len(text):
        if text[place] in ".!?" and _ends(text, start, place):
            end = place + 1
            while end < len(text) and text[end] in _CLOSING:
                end += 1
            found.append(text[start:end].strip())
            start = place = end
        else:
            place += 1
    found.append(text[start:].strip())
    return [sentence for sentence in found if sentence]


def _ends(text: str, start: int, place: int) -> bool:
    rest = text[place + 1 : place + 8].lstrip(_CLOSING)
    if not rest:
        return True
    if not rest[0].isspace():
        return False
    following = rest.lstrip()
    if following and following[0].islower():
        return False
    if text[place] != ".":
        return True
    word = text[max(start, place - 12) : place].rsplit(" ", 1)[-1].lstrip("(\"'“‘").lower()
    return word not in words("abbreviation") and not (
        len(word) == 1 and word.isalpha() and word not in "ai"
    )
