"""Reading one rule from the header and body of its page."""

from __future__ import annotations

from watchword.base.header import Node
from watchword.base.schema import Reading, read_dataclass
from watchword.policy.body import Page, read_examples
from watchword.policy.header import RuleHeader
from watchword.policy.model import Rule
from watchword.rules.base import Place
from watchword.rules.check import read_check
from watchword.rules.lists import Lists


def read_rule(
    node: Node,
    page: Page,
    reading: Reading,
    lists: Lists,
    *,
    body_line: int = 1,
    folder: str = "rules",
) -> Rule | None:
    """Read a rule from its header and body; None (and problems noted) when it cannot be used."""
    header = read_dataclass(RuleHeader, node, reading, "the rule")
    if header is None:
        return None
    check = None
    if header.check is not None:
        place = Place(lists=lists, reading=reading, line=header.check.node.line)
        check = read_check(header.check.node, place)
        if check is None:
            return None
    examples_line = next((line for name, _, line in page.sections if name == "Examples"), body_line)
    return Rule(
        header=header,
        check=check,
        text=page.section("Rule") or page.section("Guideline"),
        why=page.section("Why"),
        examples=read_examples(page.section("Examples"), examples_line, reading),
        page=page,
        file=reading.file,
        tree=node,
        body_line=body_line,
        is_guideline=folder == "guidelines",
        layer=reading.file.parts[1] if folder == "overlays" else "",
    )
