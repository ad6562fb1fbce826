"""Definitions: a term and what it means."""

from __future__ import annotations

from watchword.base.pattern import pattern
from watchword.policy.import_.block import Block, BlockKind
from watchword.policy.import_.duties import Strength, judge
from watchword.policy.import_.sentences import sentences

LONGEST_TERM_WORDS = 6
_MEANS = pattern(
    r"^[\"'“‘]?([^\"'“”‘’:]{2,60}?)[\"'”’]?,?(?: in this policy,?)? "
    r"(?:means?|is defined as|refers? to) "
)
_QUOTED = pattern(r"^[\"“‘]([^\"“”‘’]{2,60})[\"”’] ")
_COLON = pattern(r"^([^:.;]{2,60}?)(?::| [–—-]) +")


def definition_of(block: Block, text: str, *, is_glossary: bool) -> tuple[str, str] | None:
    """Term and meaning when a block defines one.

    "X means …" counts anywhere when X is quoted, and without quotation marks under a heading
    such as Definitions, where "X: …" and "X – …" count too. Elsewhere a list of terms whose
    text asks for something holds duties.
    """
    if block.kind is BlockKind.DEFINITION:
        asks = any(judge(one).strength is Strength.DUTY for one in sentences(text))
        return (block.term, text) if block.term and (is_glossary or not asks) else None
    means = next(iter(_MEANS.groups(text)), None)
    if means is not None and (is_glossary or _QUOTED.found_in(text)):
        return _checked(means[1].of(text), text[means[0].end :])
    if not is_glossary:
        return None
    colon = next(iter(_COLON.groups(text)), None)
    return _checked(colon[1].of(text), text[colon[0].end :]) if colon is not None else None


def _checked(term: str, meaning: str) -> tuple[str, str] | None:
    term = term.strip(" *_\"'“”‘’")
    if not term or not meaning.strip() or len(term.split()) > LONGEST_TERM_WORDS:
        return None
    return term, meaning.strip()
