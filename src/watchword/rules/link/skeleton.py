"""What a name looks like at a glance: letters that are mistaken for one another made one."""

from __future__ import annotations

_MISTAKEN = str.maketrans("0134567892iq", "oleasgtbgzlg")


def plain(text: str) -> str:
    """The Latin letters that a text in lower case looks like; accents taken off.

    Letters of other scripts are read as Latin ones where they can be a disguise, as
    :mod:`watchword.base.text.fold` does; names in a script of their own stay as they are.
    """
    if text.isascii():
        return text
    from watchword.base.text.fold import Step, fold

    return fold(text, frozenset({Step.CASE, Step.ACCENTS, Step.CONFUSABLES})).text


def skeleton(text: str) -> str:
    """The form in which look-alikes are equal: ``paypa1``, ``paypai`` and ``раураl`` are one.

    Digits stand for the letters they resemble, ``i`` for ``l``, ``q`` for ``g``, ``rn`` for
    ``m`` and ``vv`` for ``w``. Not for showing to people.
    """
    return plain(text).translate(_MISTAKEN).replace("rn", "m").replace("vv", "w")


def foreign_letters(label: str) -> str:
    """Letters of another script by which a label passes for a Latin one, or nothing.

    A label counts when all its letters are Latin or look Latin, and at least one is of
    another script: wholly Cyrillic letters as well as Latin mixed with Greek. Accented Latin
    letters are ordinary spelling and do not count.
    """
    if label.isascii() or not plain(label).isascii():
        return ""
    from watchword.base.text.characters import is_latin

    return "".join(char for char in label if char.isalpha() and not is_latin(char))
