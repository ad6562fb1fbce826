"""From blocks to draft rules: one duty a rule, each with the paragraph it comes from."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from watchword.base.pattern import pattern
from watchword.policy.header import Section
from watchword.policy.import_.block import Block, BlockKind, Document
from watchword.policy.import_.definitions import definition_of
from watchword.policy.import_.duties import (
    Judgement,
    Strength,
    judge,
    lead_of_heading,
    stands_alone,
)
from watchword.policy.import_.imported import Definition, DraftRule, Imported, Outcome, Paragraph
from watchword.policy.import_.joining import Lead, joined, lead_of, names_in, trimmed
from watchword.policy.import_.outline import outline, section_of
from watchword.policy.import_.sentences import sentences
from watchword.policy.import_.titles import short_title

FIRST_NUMBER = 101
_CLEAR = 2
_LABEL = pattern(
    r"^(?:[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}\.?|[0-9]{1,2}[.)]|\(?[a-z]\)|[a-z]\.|\([ivx]{1,4}\)) +"
)
_LEADERS = pattern(r"\.{4,} *[0-9ivx]+$")
_SECTIONS = frozenset(map(str, Section))


def draft(document: Document, path: Path) -> Imported:
    """Make draft rules of a document's blocks."""
    making = _Making(names=names_in(one.text for one in document.blocks))
    for block in document.blocks:
        making.take(block)
    rules = tuple(making.rules)
    notes = list(document.notes)
    if not rules:
        notes.append(
            "No duty was recognised. The import knows English wording: must, should, do not."
        )
    seen = {rule.section for rule in rules} | making.sections
    seen |= {"definitions"} if making.definitions else set()
    return Imported(
        path=path,
        title=document.title,
        rules=rules,
        definitions=tuple(making.definitions),
        outcomes=tuple(making.outcomes),
        missing=tuple(one for one in outline() if one.slug not in seen),
        notes=tuple(notes),
    )


@dataclass(slots=True)
class _Making:
    """What is known while the blocks go by."""

    names: frozenset[str]
    rules: list[DraftRule] = field(default_factory=list)
    definitions: list[Definition] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    sections: set[str] = field(default_factory=set)
    _headings: list[tuple[int, str]] = field(default_factory=list)
    _leads: dict[int, Lead] = field(default_factory=dict)

    def take(self, block: Block) -> None:
        """Judge one block."""
        source = self._paragraph(block)
        if block.kind is BlockKind.HEADING:
            self._heading(block, source)
        elif block.kind is BlockKind.CONTENTS or _LEADERS.found_in(block.text):
            self._none(source, "table of contents")
        elif block.kind is BlockKind.QUOTE:
            self._none(source, "a quotation or example")
        elif not self._defines(block, source):
            self._mentions(source)
            if block.kind is BlockKind.NOTE:
                self._judge(source, sentences(source.text))
                return
            if block.kind is BlockKind.PARAGRAPH:
                self._paragraph_text(source)
            else:
                self._entry(block, source)

    def _paragraph(self, block: Block) -> Paragraph:
        label = next(_LABEL.find(block.text), None)
        text = (
            block.text[label.end :] if label and block.kind is not BlockKind.HEADING else block.text
        )
        return Paragraph(
            number=len(self.outcomes) + 1,
            text=text or block.text,
            headings=tuple(words for _, words in self._headings),
            row=_row_label(block),
            page=block.page,
            label=label.of(block.text).strip() if label else "",
        )

    def _mentions(self, source: Paragraph) -> None:
        """Count a section as there when a paragraph clearly speaks of it."""
        self.sections.add(section_of([], source.text, least=_CLEAR))

    def _none(self, source: Paragraph, reason: str) -> None:
        self.outcomes.append(Outcome(source=source, reason=reason))

    def _heading(self, block: Block, source: Paragraph) -> None:
        while self._headings and self._headings[-1][0] >= block.level:
            self._headings.pop()
        label = next(_LABEL.find(block.text), None)
        words = block.text[label.end :] if label else block.text
        self._headings.append((block.level, words))
        self.sections.add(section_of([words]))
        self._leads.clear()
        said = lead_of_heading(words)
        if said is not None:
            self._leads[0] = Lead(text=said[0], strength=said[1], source=source)
        self._none(source, "a heading")

    def _defines(self, block: Block, source: Paragraph) -> bool:
        is_glossary = any(section_of([words]) == "definitions" for words in source.headings)
        found = definition_of(block, source.text, is_glossary=is_glossary)
        if found is None:
            return False
        self.definitions.append(Definition(term=found[0], meaning=found[1], source=source))
        self._none(source, "a definition, now in policy.md")
        return True

    def _paragraph_text(self, source: Paragraph) -> None:
        self._leads.clear()
        if source.text.endswith(":"):
            self._open(0, source, None)
        else:
            self._judge(source, sentences(source.text))

    def _open(self, depth: int, source: Paragraph, above: Lead | None) -> None:
        """Keep a lead-in for the entries below it; the sentences before it are judged."""
        *before, last = sentences(source.text)
        lead = lead_of(last, source, above, self.names)
        self._leads[depth] = lead
        reason = (
            "leads in the list below it"
            if lead.strength is not Strength.NONE
            else "leads in a list, asks for nothing"
        )
        self._judge(source, before, reason)

    def _entry(self, block: Block, source: Paragraph) -> None:
        depth = block.level or 1
        self._leads = {level: lead for level, lead in self._leads.items() if level < depth}
        above = self._leads[max(self._leads)] if self._leads else None
        if block.kind is BlockKind.CELL:
            said = lead_of_heading(block.term)
            above = Lead(text=said[0], strength=said[1], source=source) if said else above
        if source.text.endswith(":"):
            self._open(depth, source, above)
            return
        first, *rest = sentences(trimmed(source.text))
        asks = above is not None and above.strength is not Strength.NONE
        if above is None or not asks or first.endswith("?") or stands_alone(first):
            self._judge(source, [first, *rest])
            return
        made = [self._rule(joined(above, first, self.names), above.strength, source, above.source)]
        self._judge(source, rest, made=made)

    def _judge(
        self, source: Paragraph, parts: list[str], reason: str = "", made: list[str] | None = None
    ) -> None:
        """Make a rule of each sentence that asks for something, and account for the rest."""
        ids, reasons = list(made or ()), [reason] if reason else list[str]()
        for sentence in parts:
            found: Judgement = judge(sentence)
            if found.strength is Strength.NONE:
                reasons.append(found.reason)
            else:
                ids.append(self._rule(sentence, found.strength, source, None))
        unique = "; ".join(dict.fromkeys(reasons))
        rest = f"the rest: {unique}" if ids and unique else unique
        self.outcomes.append(Outcome(source=source, rules=tuple(ids), reason=rest))

    def _rule(
        self, text: str, strength: Strength, source: Paragraph, lead: Paragraph | None
    ) -> str:
        section = section_of(source.headings, text)
        is_said = text.lower().startswith(source.row.lower())
        label = "" if is_said else f"{source.row}: "
        rule_id = f"R-{FIRST_NUMBER + len(self.rules)}"
        self.rules.append(
            DraftRule(
                id=rule_id,
                title=f"{label}{short_title(text)}",
                text=f"{label}{_sentence(text)}",
                section=section if section in _SECTIONS else "",
                is_guideline=strength is Strength.ADVICE,
                source=source,
                lead=lead if lead is not None and lead.number != source.number else None,
            )
        )
        return rule_id


def _row_label(block: Block) -> str:
    """Whom or what a cell is about: its row's first cell, or the term that it explains."""
    if block.kind is BlockKind.DEFINITION:
        return block.term
    asks = judge(block.row).strength is not Strength.NONE
    return "" if asks else block.row


def _sentence(text: str) -> str:
    """A sentence with a capital and an end."""
    text = text.strip().rstrip(";,")
    text = text[:1].upper() + text[1:]
    return text if text[-1:] in ".!?\"'”’)" else f"{text}."
