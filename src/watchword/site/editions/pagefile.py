"""A page of a policy taken apart so that a form can change one part and leave the rest as it is.

The parts put together again are the page, to the byte: what is not touched is not reordered, not
requoted, not lost.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

_FENCE = "```"


@dataclass(slots=True)
class Part:
    """One part: a header's key with what belongs to it, or a section of the body.

    Attributes:
        name: The key, or the section's heading; "" for what stands before either.
        text: As written, with every line end.
    """

    name: str
    text: str


@dataclass(slots=True)
class PageFile:
    """A page.

    Attributes:
        opening: The line that opens the header; "" without one.
        header: Keys in their order.
        closing: The line that closes the header.
        body: Sections in their order.
        ends: How its lines end.
    """

    opening: str
    header: list[Part]
    closing: str
    body: list[Part]
    ends: str = "\n"

    def __str__(self) -> str:
        """The page."""
        parts = (self.opening, *(one.text for one in self.header), self.closing)
        return "".join((*parts, *(one.text for one in self.body)))

    def key(self, name: str) -> str:
        """What stands under a key, without the key itself; "" when it is not there."""
        found = next((one for one in self.header if one.name == name), None)
        if found is None:
            return ""
        value = found.text.split(":", 1)[1].replace("\r\n", "\n")
        first, _, below = value.partition("\n")
        return value.strip() if first.strip() else textwrap.dedent(below).rstrip()

    def set_key(self, name: str, value: str) -> None:
        """Write a key's value as given, what has keys of its own below it; an empty one goes."""
        at = next((at for at, one in enumerate(self.header) if one.name == name), None)
        value = _flush(value.replace("\r\n", "\n"))
        if at is not None and value == self.key(name):
            return
        if not value:
            if at is not None:
                del self.header[at]
            return
        is_block = _BLOCK.match(value) is not None
        value = "\n" + textwrap.indent(value, "  ") if is_block else f" {value}"
        text = f"{name}:{value}\n".replace("\n", self.ends)
        if at is None:
            self.header.append(Part(name, text))
        else:
            self.header[at].text = text

    def section(self, heading: str) -> str:
        """What stands under a heading, without it; "" when there is none."""
        found = next((one for one in self.body if one.name.lower() == heading.lower()), None)
        if found is None:
            return ""
        return found.text.split("\n", 1)[1].strip() if "\n" in found.text else ""

    def set_section(self, heading: str, words: str) -> None:
        """Write a section; the blank lines around it stay as they are."""
        words = words.replace("\r\n", "\n").strip()
        if words == self.section(heading).replace("\r\n", "\n"):
            return
        at = next(
            (at for at, one in enumerate(self.body) if one.name.lower() == heading.lower()), None
        )
        if at is None:
            if not words:
                return
            if self.body and not self.body[-1].text.endswith(self.ends * 2):
                self.body[-1].text = self.body[-1].text.rstrip("\r\n") + self.ends * 2
            self.body.append(Part(heading, f"## {heading}\n{words}\n".replace("\n", self.ends)))
            return
        one = self.body[at]
        head, _, rest = one.text.partition("\n")
        stripped = rest.strip()
        start = rest.index(stripped) if stripped else 0
        before, after = rest[:start], rest[start + len(stripped) :]
        one.text = f"{head}\n{before}{words.replace(chr(10), self.ends)}{after or self.ends}"


def taken_apart(text: str) -> PageFile:
    """A page in its parts."""
    ends = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines(keepends=True)
    if not lines or lines[0].lstrip("\ufeff").rstrip() != "---":
        return PageFile("", [], "", list(_sections(lines)), ends)
    end = next((at for at, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if end is None:
        return PageFile("", [], "", [Part("", text)], ends)
    return PageFile(
        lines[0], list(_keys(lines[1:end])), lines[end], list(_sections(lines[end + 1 :])), ends
    )


def _keys(lines: list[str]) -> Iterator[Part]:
    part: Part | None = None
    for line in lines:
        is_key = line[:1].isalpha() and ":" in line
        if is_key:
            if part is not None:
                yield part
            part = Part(line.split(":", 1)[0].strip(), line)
        elif part is None:
            part = Part("", line)
        else:
            part.text += line
    if part is not None:
        yield part


def _sections(lines: list[str]) -> Iterator[Part]:
    part, in_fence = Part("", ""), False
    for line in lines:
        if line.startswith(_FENCE):
            in_fence = not in_fence
        if line.startswith("## ") and not in_fence:
            if part.text:
                yield part
            part = Part(line[3:].strip(), line)
        else:
            part.text += line
    if part.text:
        yield part


_BLOCK = re.compile(r"- |[\w-]+:(\s|$)")
"""How a value begins that has keys or entries of its own."""


def _flush(value: str) -> str:
    """A value at the left edge, also where only its first line stands there."""
    first, _, below = textwrap.dedent(value.strip("\n")).rstrip().partition("\n")
    key = re.match(r"[\w-]+:(.*)", first)
    if key and key[1].strip():  # the lines below stand beside it, not under it
        below = textwrap.dedent(below)
    return f"{first.strip()}\n{below}" if below else first.strip()
