"""A policy drawn as a document: HTML on one page or as a site, PDF, Word, or a summary."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from watchword.base.errors import DocumentError, OutputError
from watchword.base.output import atomic
from watchword.policy.model import Policy
from watchword.policy.render.outline import Outline, draw_outline
from watchword.policy.render.prose import paragraph
from watchword.terms.facts import Facts

_EVERYBODY = Facts()

__all__ = ["render_handbook"]


def render_handbook(
    policy: Policy,
    output: Path,
    *,
    facts: Facts = _EVERYBODY,
    summary: bool = False,
    notice: str = "",
) -> list[Path]:
    """Draw a policy as a document.

    The same policy and facts give the same bytes: no clock is read.

    Args:
        policy: The policy.
        output: ``.html`` for one page, ``.pdf``, ``.docx``; a name without a suffix, or a
            folder that is there, for a small site.
        facts: For whom: only what concerns this channel, account, person and so on is
            drawn, with the values that hold there. None for the whole policy.
        summary: One page in two columns, do and never, instead of the whole.
        notice: A sentence before all else, for instance that a review is overdue.

    Returns:
        The files written.

    Raises:
        DocumentError: The format is not known, or the text cannot be set in it.
        OutputError: The file or folder cannot be written.
    """
    outline = draw_outline(policy, facts)
    if notice:
        outline = replace(outline, opening=(paragraph(notice), *outline.opening))
    suffix = "" if output.is_dir() else output.suffix.lower()
    if not suffix:
        if summary:
            raise DocumentError(
                "a summary is one page, not a site",
                hint="name a file that ends in .html, .pdf or .docx",
            )
        return _write_site(outline, output)
    if suffix not in _FORMATS:
        raise DocumentError(
            f"a handbook cannot be drawn as {suffix!r}",
            hint="end the name in .html, .pdf or .docx, or name a folder for a site",
        )
    made = _FORMATS[suffix](outline, summary)
    with atomic(output) as file:
        file.write(made)
    return [output]


def _write_site(outline: Outline, folder: Path) -> list[Path]:
    from watchword.policy.render.html_site import render_site

    if (folder / "policy.md").exists():
        raise OutputError(
            f"{str(folder)!r} is a policy folder", hint="name another folder for the site"
        )
    if not folder.parent.is_dir():
        raise OutputError(f"there is no folder {str(folder.parent)!r}", hint="make it first")
    pages = list(render_site(outline))
    folder.mkdir(exist_ok=True)
    written = []
    for name, text in pages:
        with atomic(folder / name) as file:
            file.write(text.encode())
        written.append(folder / name)
    return written


def _html(outline: Outline, is_summary: bool) -> bytes:
    if is_summary:
        from watchword.policy.render.html_summary import render_summary_page
        from watchword.policy.render.summary import draw_summary

        return render_summary_page(draw_summary(outline)).encode()
    from watchword.policy.render.html_page import render_page

    return render_page(outline).encode()


def _pdf(outline: Outline, is_summary: bool) -> bytes:
    from watchword.policy.render.pdf import render_pdf, render_summary_pdf
    from watchword.policy.render.summary import draw_summary

    if is_summary:
        return render_summary_pdf(outline, draw_summary(outline))
    return render_pdf(outline)


def _word(outline: Outline, is_summary: bool) -> bytes:
    from watchword.policy.render.summary import draw_summary
    from watchword.policy.render.word import render_summary_word, render_word

    return render_summary_word(draw_summary(outline)) if is_summary else render_word(outline)


_FORMATS: dict[str, Callable[[Outline, bool], bytes]] = {
    ".html": _html,
    ".htm": _html,
    ".pdf": _pdf,
    ".docx": _word,
}
