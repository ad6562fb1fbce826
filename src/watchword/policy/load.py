"""Reading a policy folder, strictly: all of its problems at once, each with file, line, remedy."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from watchword.base.errors import FactsError, PolicyError, Problem
from watchword.base.header import Node, read_header
from watchword.base.schema import Reading, read_dataclass
from watchword.policy import refer
from watchword.policy.body import Page, split_file, split_page
from watchword.policy.calendar import add_period
from watchword.policy.corpus import read_corpus
from watchword.policy.folder import gather
from watchword.policy.goals import GoalsHeader
from watchword.policy.header import (
    AccountHeader,
    Change,
    Exemption,
    LeafHeader,
    OverlayHeader,
    PolicyHeader,
    TranslationHeader,
    WaiverHeader,
)
from watchword.policy.mentions import Mentions
from watchword.policy.model import Account, Leaf, Overlay, Policy, Rule, Translation, Waiver
from watchword.policy.rule_page import read_rule
from watchword.rules.lists import TermList, read_list

LEAVES = ("protocols", "training")
NAMED = ("crisis.md", "goals.md")
"""Pages beside policy.md that are part of it; any other page there is a note."""
Files = Mapping[str, bytes]
"""Contents of a policy folder by path within it, with forward slashes."""


def read_files(folder: Path) -> dict[str, bytes]:
    """The files of a policy folder.

    Raises:
        WatchwordError: The path is not a folder, or holds no ``policy.md``.
        PolicyError: Something in it cannot be read as policy; with all other problems.
    """
    files, problems = gather(folder)
    if problems:
        raise PolicyError(problems + read_policy(files, folder)[1])
    return files


@dataclass(slots=True)
class _Load:
    """What is gathered while a folder is read."""

    problems: list[Problem] = field(default_factory=list)
    lists: dict[str, TermList] = field(default_factory=dict)
    corpora: dict[str, tuple[tuple[str, bool], ...]] = field(default_factory=dict)
    rules: list[Rule] = field(default_factory=list)
    overlays: list[Overlay] = field(default_factory=list)
    waivers: list[Waiver] = field(default_factory=list)
    translations: list[Translation] = field(default_factory=list)
    accounts: list[Account] = field(default_factory=list)
    leaves: list[Leaf] = field(default_factory=list)
    goals: GoalsHeader | None = None


def load(folder: Path | str) -> Policy:
    """Read a policy folder.

    Raises:
        PolicyError: With every problem of every file.
        WatchwordError: There is no policy folder there.
    """
    path = Path(folder)
    return load_files(read_files(path), path)


def load_files(files: Files, folder: Path = Path()) -> Policy:
    """Read a policy from the contents of its files.

    Raises:
        PolicyError: With every problem of every file.
    """
    policy, problems = read_policy(files, folder)
    if policy is None or problems:
        raise PolicyError(problems)
    return policy


def read_policy(files: Files, folder: Path = Path()) -> tuple[Policy | None, list[Problem]]:
    """Read as much of a policy as can be read, with every problem found."""
    state = _Load()
    texts = dict(_texts(files, state.problems))
    _read_lists(texts, state)
    header, page = _read_policy_page(texts, state)
    for name in sorted(texts):
        _read_page(name, texts[name], header, state)
    if header is None:
        return None, state.problems
    order = {layer: rank for rank, layer in enumerate(header.layers)}
    policy = Policy(
        header=header,
        page=page,
        rules=tuple(sorted(state.rules, key=lambda rule: rule.id)),
        overlays=tuple(
            sorted(state.overlays, key=lambda one: (order.get(one.header.layer, -1), one.name))
        ),
        waivers=tuple(state.waivers),
        translations=tuple(state.translations),
        accounts=tuple(state.accounts),
        leaves=tuple(state.leaves),
        goals=state.goals,
        lists=state.lists,
        corpora=state.corpora,
        mentions=Mentions(state.lists),
        digest=digest(files),
        folder=folder,
    )
    if not state.problems:
        state.problems += refer.problems(policy)
    return policy, state.problems


def digest(files: Files) -> str:
    """SHA-256 over names and contents, in the order of the names."""
    total = hashlib.sha256()
    for name in sorted(files):
        total.update(f"{name}\0{len(files[name])}\0".encode())
        total.update(files[name])
    return total.hexdigest()


def _texts(files: Files, problems: list[Problem]) -> Iterator[tuple[str, str]]:
    for name, contents in files.items():
        try:
            yield name, contents.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError as error:
            line = contents[: error.start].count(b"\n") + 1
            problems.append(
                Problem(
                    file=Path(name),
                    line=line,
                    code="encoding",
                    message=f"the file is not UTF-8: byte {contents[error.start]:#04x}",
                    hint="save it as UTF-8 (in Excel: 'CSV UTF-8')",
                )
            )


def _read_lists(texts: Mapping[str, str], state: _Load) -> None:
    for name, text in texts.items():
        if name.startswith("lists/") and name.endswith(".csv"):
            state.lists[name], problems = read_list(name, text)
            state.problems += problems
        elif name.startswith("corpus/") and name.endswith(".csv"):
            state.corpora[name], problems = read_corpus(name, text)
            state.problems += problems


def _read_policy_page(texts: Mapping[str, str], state: _Load) -> tuple[PolicyHeader | None, Page]:
    if "policy.md" not in texts:
        state.problems.append(
            Problem(file=Path("policy.md"), code="missing", message="there is no policy.md")
        )
        return None, Page()
    reading = Reading(Path("policy.md"), state.problems)
    node, body, line = _split("policy.md", texts["policy.md"], reading)
    header = read_dataclass(PolicyHeader, node, reading, "policy.md")
    if header is not None:
        try:
            add_period(header.revised, header.review_every)
        except FactsError as error:
            assert isinstance(node.value, dict)
            reading.problem(node.value["review_every"].line, error.message, error.hint)
    return header, split_page(body, line)


def _split(name: str, text: str, reading: Reading) -> tuple[Node, str, int]:
    header, body, line = split_file(text, Path(name), reading)
    node, problems = read_header(header, Path(name), first_line=2)
    reading.problems += problems
    return node, body, line


def _read_page(name: str, text: str, policy: PolicyHeader | None, state: _Load) -> None:
    if name == "policy.md" or not name.endswith(".md"):
        return
    folder = name.split("/", maxsplit=1)[0] if "/" in name else ""
    reading = Reading(Path(name), state.problems)
    if folder in LEAVES or not folder:
        _read_leaf(folder, name, text, reading, state)
        return
    before = len(state.problems)
    node, body, line = _split(name, text, reading)
    if len(state.problems) > before and not node.value:
        return
    page = split_page(body, line)
    adds_rule = folder == "overlays" and name.count("/") > 1
    if folder in ("rules", "guidelines") or adds_rule:
        rule = read_rule(node, page, reading, state.lists, body_line=line, folder=folder)
        state.rules += [rule] if rule else []
    elif folder == "overlays":
        _read_overlay(node, page, reading, policy, state)
    elif folder == "waivers":
        _read_waiver(node, page, reading, state)
    elif folder == "translations":
        _read_translation(node, page, reading, state)
    elif folder == "accounts":
        header = read_dataclass(AccountHeader, node, reading, "the account")
        state.accounts += [Account(header=header, page=page, file=Path(name))] if header else []


def _read_leaf(folder: str, name: str, text: str, reading: Reading, state: _Load) -> None:
    is_note = not folder and name not in NAMED
    if is_note and not text.startswith("---\n"):
        node, body, line = Node({}, 1), text, 1
    else:
        node, body, line = _split(name, text, reading)
    if not is_note and (node.value or body != text):
        if name == "goals.md":
            state.goals = read_dataclass(GoalsHeader, node, reading, "the page")
        else:
            read_dataclass(LeafHeader, node, reading, "the page")
    state.leaves.append(_leaf(folder, name, node, split_page(body, line)))


def _leaf(folder: str, name: str, node: Node, page: Page) -> Leaf:
    header = node.value if isinstance(node.value, dict) else {}
    title = header.get("title")
    words = str(title.value) if title else Path(name).stem.replace("-", " ").capitalize()
    return Leaf(
        kind=folder or Path(name).stem, title=words, header=node, page=page, file=Path(name)
    )


def _read_overlay(
    node: Node, page: Page, reading: Reading, policy: PolicyHeader | None, state: _Load
) -> None:
    header = read_dataclass(OverlayHeader, node, reading, "the overlay")
    if header is None:
        return
    layers = policy.layers if policy else ()
    if header.layer not in layers:
        reading.problem(
            node.line,
            f"there is no layer {header.layer!r}",
            f"layers: {', '.join(layers)}",
            "overlay",
        )
    if header.applies_when.lists:
        reading.problem(
            node.line,
            "an overlay cannot depend on the text",
            "use facts in applies_when",
            "overlay",
        )
    changes: dict[str, Change] = {}
    lines: dict[str, int] = {}
    for rule_id, change_node in _changes(header, reading):
        change = read_dataclass(Change, change_node, reading, f"the change of {rule_id}")
        if change is None:
            continue
        changes[rule_id], lines[rule_id] = change, change_node.line
        if not (change.set or change.add or change.remove):
            reading.problem(
                change_node.line,
                f"the change of {rule_id} changes nothing",
                "add 'set:', 'add:' or 'remove:'",
                "overlay",
            )
    state.overlays.append(
        Overlay(
            name=reading.file.stem,
            header=header,
            changes=changes,
            lines=lines,
            page=page,
            file=reading.file,
        )
    )


def _changes(header: OverlayHeader, reading: Reading) -> Iterable[tuple[str, Node]]:
    if header.changes is None:
        return ()
    node = header.changes.node
    if isinstance(node.value, dict):
        return node.value.items()
    reading.problem(
        node.line, "'changes' should be 'RULE-ID: changes' lines", "name each rule", "overlay"
    )
    return ()


def _read_waiver(node: Node, page: Page, reading: Reading, state: _Load) -> None:
    header = read_dataclass(WaiverHeader, node, reading, "the waiver")
    if header is None:
        return
    exemption = Exemption(
        where=header.where,
        until=header.until,
        because=header.because,
        approved_by=header.approved_by,
    )
    state.waivers.append(
        Waiver(rule=header.rule, exemption=exemption, page=page, file=reading.file)
    )


def _read_translation(node: Node, page: Page, reading: Reading, state: _Load) -> None:
    header = read_dataclass(TranslationHeader, node, reading, "the translation")
    if header is None:
        return
    parts = reading.file.parts
    if len(parts) != 3:  # noqa: PLR2004 - translations, language, page
        reading.problem(
            1,
            "a translation stands in a folder named for its language",
            "move it to translations/cy/ or whichever language it is in",
            "translation",
        )
        return
    state.translations.append(
        Translation(
            language=parts[1],
            rule=header.rule,
            title=header.title,
            text=page.section("Rule") or page.section("Guideline"),
            why=page.section("Why"),
            of=header.of,
            file=reading.file,
        )
    )
