"""One invented policy in every format that can be imported."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

TEXT = """
# Fenmoor Council social media policy
## 1. Purpose
Social media helps us reach residents quickly. This policy explains how we use it well.
## 2. Scope
This policy applies to every employee, contractor and volunteer who speaks for us.
## 3. Definitions
Official account: an account in our register that speaks for the council.
“Post” means anything said online that others can see.
## 4. Security
4.1 Staff must not share passwords with anyone. They should use a password manager.
4.2 You must:
- Turn on two-factor login on every account;
- Report phishing to the service desk at once; and
- lock your phone.
## 5. Confidentiality
When you post about casework, do not:
- Name a resident
- Show documents, e.g. letters or case notes.
- Can I post a photo with consent?
You may share pictures of public events. The legal team keeps the consent forms.
## 6. Personal use
### Don't
- Use your work email address for a private account
- Suggest that you speak for the council
### Do
- Say that your views are your own
- Think before you post
## 7. Elections
During the pre-election period all posts are required to be approved by the press office.
Please ask if you are unsure.
## 8. Breaches
Examples of misuse include:
- bullying a colleague
- a false claim of sickness
Misuse will not be tolerated and may lead to disciplinary action.
"""


def _parts() -> list[tuple[str, str]]:
    """Kind (h1 to h3, li or p) and words of each paragraph."""
    found = []
    for line in TEXT.strip().split("\n"):
        mark, _, words = line.partition(" ")
        kinds = {"#": "h1", "##": "h2", "###": "h3", "-": "li"}
        found.append((kinds[mark], words) if mark in kinds else ("p", line))
    return found


PARTS = _parts()


def _markdown(path: Path) -> None:
    marks = {"h1": "# ", "h2": "## ", "h3": "### ", "li": "- ", "p": ""}
    lines = [f"{marks[kind]}{words}" for kind, words in PARTS]
    path.write_text("\n\n".join(lines) + "\n", encoding="utf-8")


def _html(path: Path) -> None:
    lines = ["<!doctype html><html><head><title>Policy</title><style>p{}</style></head><body>"]
    lines += ["<nav><a href='/'>You must not see this</a></nav><main>"]
    for kind, words in PARTS:
        line = f"<ul><li><p>{words}</p></li></ul>" if kind == "li" else f"<{kind}>{words}</{kind}>"
        lines.append(line)
    lines.append("</main><footer>All must click</footer></body></html>")
    path.write_text("\n".join(lines), encoding="utf-8")


def _docx(path: Path) -> None:
    import docx

    document = docx.Document()
    for kind, words in PARTS:
        if kind[0] == "h":
            document.add_heading(words, level=int(kind[1]) - 1)
        else:
            document.add_paragraph(words, style="List Bullet" if kind == "li" else None)
    document.save(str(path))


def _pdf(path: Path) -> None:
    import typst

    lines = ['#set page(numbering: "1", header: [Fenmoor Council], height: 9cm)']
    for kind, words in PARTS:
        if kind[0] == "h":
            lines.append(f"#heading(level: {kind[1]})[{words}]")
        else:
            lines.append(f"- {words}" if kind == "li" else f"#[{words}]")
    path.with_suffix(".typ").write_text("\n\n".join(lines), encoding="utf-8")
    typst.compile(str(path.with_suffix(".typ")), output=str(path))


WRITERS: dict[str, Callable[[Path], None]] = {
    ".md": _markdown,
    ".html": _html,
    ".docx": _docx,
    ".pdf": _pdf,
}


@pytest.fixture(params=sorted(WRITERS))
def policy_document(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The invented policy, once in each format."""
    path = tmp_path / f"policy{request.param}"
    WRITERS[request.param](path)
    return path
