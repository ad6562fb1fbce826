"""The body of a rule's page: its sentence, its reason and its examples."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from watchword.base.errors import FactsError
from watchword.base.schema import Reading
from watchword.terms.facts import Facts


@dataclass(frozen=True, kw_only=True, slots=True)
class Example:
    """A post that proves a rule.

    Attributes:
        is_bad: Whether the rule must catch it.
        name: What it shows.
        given: The facts that it states.
        text: The post.
        finds: Words that must be pointed at; empty when any finding will do.
        alt_texts: Description of each picture, from its ``Alt:`` line.
        line: Line of its heading in the file, from 1.
    """

    is_bad: bool
    name: str
    given: Facts
    text: str
    finds: tuple[str, ...] = ()
    alt_texts: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """A Markdown body taken apart at its second-level headings.

    Attributes:
        before: What stands before the first heading.
        sections: Heading, text and line of each section, in order.
    """

    before: str = ""
    sections: tuple[tuple[str, str, int], ...] = ()

    def section(self, heading: str) -> str:
        """The text of a section, or ""."""
        return next(
            (text for name, text, _ in self.sections if name.lower() == heading.lower()), ""
        )


def split_page(text: str, first_line: int = 1) -> Page:
    """Take a body apart at ``## `` headings outside code fences."""
    heading, start, lines = "", first_line, list[str]()
    sections: list[tuple[str, str, int]] = []
    before = ""
    fence = False
    for number, line in enumerate(text.split("\n"), first_line):
        if line.startswith("```"):
            fence = not fence
        if line.startswith("## ") and not fence:
            if heading:
                sections.append((heading, "\n".join(lines).strip(), start))
            else:
                before = "\n".join(lines).strip()
            heading, start, lines = line[3:].strip(), number, []
        else:
            lines.append(line)
    if heading:
        sections.append((heading, "\n".join(lines).strip(), start))
    else:
        before = "\n".join(lines).strip()
    return Page(before=before, sections=tuple(sections))


def split_file(text: str, file: Path, reading: Reading) -> tuple[str, str, int]:
    """Take a file apart into header and body.

    Returns:
        The header, the body, and the line on which the body starts.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        reading.problem(1, f"{file.name} has no header", "begin with a line '---'", "header")
        return "", text, 1
    for number, line in enumerate(lines[1:], 2):
        if line.rstrip() == "---":
            return "\n".join(lines[1 : number - 1]), "\n".join(lines[number:]), number + 1
    reading.problem(1, "the header has no end", "close it with a line '---'", "header")
    return "", "", len(lines)


def read_examples(text: str, first_line: int, reading: Reading) -> tuple[Example, ...]:
    """Read the examples of a rule.

    Args:
        text: The section ``## Examples``.
        first_line: Line of its heading in the file.
        reading: Where to note problems.
    """
    blocks: list[tuple[int, str, list[str]]] = []
    for number, line in enumerate(text.split("\n"), first_line + 1):
        if line.startswith("### "):
            blocks.append((number, line[4:].strip(), []))
        elif blocks:
            blocks[-1][2].append(line)
        elif line.strip():
            reading.problem(
                number,
                "words stand before the first example",
                "begin with '### Bad: name'",
                "example",
            )
    read = [_read_example(line, heading, lines, reading) for line, heading, lines in blocks]
    return tuple(example for example in read if example is not None)


def _read_example(line: int, heading: str, lines: list[str], reading: Reading) -> Example | None:
    kind, sign, name = heading.partition(":")
    if kind.strip().lower() not in ("bad", "good") or not sign:
        reading.problem(
            line,
            f"the example {heading!r} is neither bad nor good",
            "write '### Bad: name'",
            "example",
        )
        return None
    given, parts = _read_lines(lines, line + 1, reading)
    quoted, finds, alt = parts[">"], parts["Finds:"], parts["Alt:"]
    post = "\n".join(text.removeprefix(" ").rstrip() for text in quoted).strip("\n")
    if not quoted:
        reading.problem(
            line, f"the example {name.strip()!r} has no post", "quote it after '>'", "example"
        )
        return None
    is_bad = kind.strip().lower() == "bad"
    finds = [words.strip() for words in finds]
    missing = [words for words in finds if words not in post]
    for words in missing:
        reading.problem(
            line,
            f"the post does not hold the words {words!r}",
            "copy them from the post",
            "example",
        )
    if finds and not is_bad:
        reading.problem(
            line, "a good example finds nothing", "take the line 'Finds:' out", "example"
        )
    return Example(
        is_bad=is_bad,
        name=name.strip(),
        given=given,
        text=post,
        finds=tuple(finds),
        alt_texts=tuple(words.strip() for words in alt),
        line=line,
    )


def _read_lines(
    lines: list[str], first: int, reading: Reading
) -> tuple[Facts, dict[str, list[str]]]:
    """The facts of an example, and its lines by how they begin."""
    given = Facts()
    parts: dict[str, list[str]] = {">": [], "Finds:": [], "Alt:": []}
    for number, text in enumerate(lines, first):
        start = next((one for one in parts if text.startswith(one)), "")
        if start:
            parts[start].append(text.removeprefix(start))
        elif text.startswith("Given:"):
            given = _read_given(text.removeprefix("Given:"), number, reading)
        elif text.strip():
            reading.problem(
                number,
                f"{text.strip()[:40]!r} is not part of an example",
                "an example has 'Given:' facts, 'Alt:' descriptions, the post after '>', "
                "and 'Finds:' words",
                "example",
            )
    return given, parts


def _read_given(text: str, line: int, reading: Reading) -> Facts:
    try:
        return Facts.parse(text)
    except FactsError as error:
        reading.problem(line, error.message, error.hint, "facts")
        return Facts()
