"""A trial as JUnit XML, which every CI system reads."""

from __future__ import annotations

from xml.etree import ElementTree

from watchword.policy.trial import Trial


def render_junit(trial: Trial) -> str:
    """One test case an example, and one a break that no example noticed."""
    suite = ElementTree.Element("testsuite", name=f"watchword {trial.policy.header.title}")
    for outcome in trial.outcomes:
        kind = "bad" if outcome.example.is_bad else "good"
        case = _case(
            suite,
            outcome.rule.id,
            f"{kind}: {outcome.example.name}",
            outcome.rule.file.as_posix(),
            outcome.example.line,
        )
        if not outcome.holds:
            failure = ElementTree.SubElement(case, "failure", message=_clean(outcome.reason))
            failure.text = _clean(outcome.example.text)
    for survivor in trial.survivors:
        mutation = survivor.mutation
        case = _case(
            suite,
            mutation.rule.id,
            f"break: {mutation.words}",
            mutation.rule.file.as_posix(),
            mutation.line,
        )
        words = f"no example notices: {mutation.words}"
        kind = "failure" if survivor.is_required else "skipped"
        element = ElementTree.SubElement(case, kind, message=_clean(words))
        element.text = _clean(survivor.example)
    for measured in trial.measured:
        name = f"reaches {measured.wanted.precision:g} and {measured.wanted.recall:g}"
        case = _case(suite, measured.rule.id, name, measured.rule.file.as_posix(), 1)
        if not measured.holds:
            words = f"precision {measured.precision:.2f}, recall {measured.recall:.2f}"
            ElementTree.SubElement(case, "failure", message=words)
    failures = (
        sum(not one.holds for one in trial.measured) + len(trial.failed) + len(trial.required)
    )
    suite.set("tests", str(len(trial.outcomes) + len(trial.survivors) + len(trial.measured)))
    suite.set("failures", str(failures))
    suite.set("skipped", str(len(trial.survivors) - len(trial.required)))
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(suite, "unicode")


def _case(
    suite: ElementTree.Element, rule: str, name: str, file: str, line: int
) -> ElementTree.Element:
    return ElementTree.SubElement(
        suite, "testcase", classname=rule, name=_clean(name), file=file, line=str(line)
    )


def _clean(text: str) -> str:
    """The text without characters that XML 1.0 forbids."""
    return "".join(
        char
        if char in "\t\n\r"
        or " " <= char <= "\ud7ff"
        or "\ue000" <= char <= "\ufffd"
        or char > "\uffff"
        else "\ufffd"
        for char in text
    )
