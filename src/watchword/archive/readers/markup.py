"""HTML of posts as the text that a reader sees."""

from __future__ import annotations

import html

from watchword.base.pattern import pattern

_TAG = pattern(r"<(/?)([a-z][a-z0-9]*)([^<>]*)>|<![^<>]*>")
_HREF = pattern(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_NAMED = pattern(r"""\bclass\s*=\s*["'][^"']*\b(?:mention|hashtag)\b""")
_BLOCKS = frozenset({"p", "div", "blockquote", "ul", "ol", "pre", "h1", "h2", "h3", "h4"})
_UNSEEN = frozenset({"script", "style", "template"})


class _Text:
    """Gathers what is seen; linear in the length of the HTML."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._unseen = ""
        self._target = ""
        self._start = -1

    def open(self, tag: str, attributes: str) -> None:
        if tag in _UNSEEN:
            self._unseen = self._unseen or tag
        elif tag == "br":
            self.pieces.append("\n")
        elif tag == "li":
            self.pieces.append("\n- ")
        elif tag == "a":
            self._target, self._start = _target(attributes), len(self.pieces)

    def close(self, tag: str) -> None:
        if tag == self._unseen:
            self._unseen = ""
        elif tag == "a" and self._start >= 0:
            shown = "".join(self.pieces[self._start :])
            if self._target and shown and self._target.endswith(shown):
                self.pieces[self._start :] = [self._target]  # shown without its https://
            elif self._target:
                self.pieces.append(f" ({self._target})")
            self._start = -1
        elif tag in _BLOCKS:
            self.pieces.append("\n\n")

    def say(self, words: str) -> None:
        if not self._unseen and words:
            self.pieces.append(html.unescape(words))


def _target(attributes: str) -> str:
    """Where a link leads; "" for mentions and hashtags, whose words are what counts."""
    if _NAMED.found_in(attributes):
        return ""
    for _, *values in _HREF.groups(attributes):
        return html.unescape("".join(one.of(attributes) for one in values if one.start >= 0))
    return ""


def text_of_html(markup: str) -> str:
    """The text of a post written in HTML.

    Paragraphs are apart by an empty line, points of a list start with a dash. Links whose words
    differ from their address keep both, ``words (address)``; mentions and hashtags are their
    words alone.
    """
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    seen, end = _Text(), 0
    for whole, closing, tag, attributes in _TAG.groups(markup):
        seen.say(markup[end : whole.start])
        end = whole.end
        if tag.start < 0:
            continue
        name = tag.of(markup).lower()
        if closing.end > closing.start:
            seen.close(name)
        else:
            seen.open(name, attributes.of(markup))
    seen.say(markup[end:])
    return _tidy("".join(seen.pieces))


def _tidy(text: str) -> str:
    """Lines without blanks at their ends, never two empty ones in a row."""
    kept: list[str] = []
    for line in map(str.strip, text.split("\n")):
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip()
