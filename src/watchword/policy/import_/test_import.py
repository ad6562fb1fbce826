from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import docx
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchword.base.errors import DocumentError, OutputError
from watchword.policy.header import Section, Status
from watchword.policy.import_ import TO_BE_WRITTEN, import_document, outline, write
from watchword.policy.import_.duties import Strength, judge
from watchword.policy.import_.outline import section_of
from watchword.policy.import_.sentences import sentences
from watchword.policy.import_.titles import LONGEST_TITLE, short_title
from watchword.policy.load import load

TODAY = date(2026, 11, 22)
WANTED = [
    ("security", False, "Staff must not share passwords with anyone."),
    ("security", True, "They should use a password manager."),
    ("security", False, "You must turn on two-factor login on every account."),
    ("security", False, "You must report phishing to the service desk at once."),
    ("security", False, "You must lock your phone."),
    ("confidentiality", False, "When you post about casework, do not name a resident."),
    (
        "confidentiality",
        False,
        "When you post about casework, do not show documents, e.g. letters or case notes.",
    ),
    ("personal-use", False, "Do not use your work email address for a private account."),
    ("personal-use", False, "Do not suggest that you speak for the council."),
    ("personal-use", True, "Say that your views are your own."),
    ("personal-use", True, "Think before you post."),
    (
        "impartiality",
        False,
        "During the pre-election period all posts are required to be approved by the press office.",
    ),
    ("impartiality", True, "Please ask if you are unsure."),
    ("breach", False, "Misuse will not be tolerated and may lead to disciplinary action."),
]


def test_every_format_gives_the_same_draft_rules(policy_document: Path) -> None:
    imported = import_document(policy_document)
    assert [(one.section, one.is_guideline, one.text) for one in imported.rules] == WANTED
    assert imported.title == "Fenmoor Council social media policy"
    assert [(one.term, one.meaning) for one in imported.definitions] == [
        ("Official account", "an account in our register that speaks for the council."),
        ("Post", "anything said online that others can see."),
    ]


def test_every_paragraph_is_accounted_for(policy_document: Path) -> None:
    imported = import_document(policy_document)
    assert [one.source.number for one in imported.outcomes] == list(range(1, 36))
    made = [name for one in imported.outcomes for name in one.rules]
    assert made == [rule.id for rule in imported.rules]
    assert all(one.rules or one.reason for one in imported.outcomes)
    assert not any("You must not see" in one.source.text for one in imported.outcomes)
    for rule in imported.rules:
        assert rule.source.text in {one.source.text for one in imported.outcomes}


def test_missing_sections_are_named_and_present_ones_are_not(policy_document: Path) -> None:
    missing = {one.slug for one in import_document(policy_document).missing}
    assert {"accessibility", "crisis", "training", "key-changes"} <= missing
    assert not {"purpose", "scope", "definitions", "security", "breach"} & missing


def test_what_is_written_is_a_policy_of_drafts_that_invents_nothing(
    policy_document: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "policy"
    files = write(import_document(policy_document), folder, organisation="Fenmoor", today=TODAY)
    assert all(file.is_file() for file in files)
    policy = load(folder)
    assert len(policy.rules) == len(WANTED)
    assert policy.header.organisation == "Fenmoor"
    assert policy.page.section("Scope").startswith("This policy applies to every employee")
    for rule in policy.rules:
        assert rule.header.status is Status.DRAFT
        assert rule.why == TO_BE_WRITTEN
        assert not rule.examples
        assert "> " in rule.page.section("Source")
    report = (folder / "import-report.md").read_text(encoding="utf-8")
    assert "| Can I post a photo with consent? | a question |" in report
    assert "rule R-101 (Do not share passwords with anyone)" in report


def test_the_linter_asks_for_what_is_to_be_written(policy_document: Path, tmp_path: Path) -> None:
    from watchword.policy.lint import lint

    write(import_document(policy_document), tmp_path / "policy", today=TODAY)
    found = lint(load(tmp_path / "policy"), TODAY)
    for code in ("no-reason", "examples"):
        assert sum(one.code == code for one in found) == len(WANTED)
    assert not [one for one in found if one.code in ("dead-link", "undefined-term", "no-rule")]


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    path = _markdown(tmp_path, "You must ask.")
    with pytest.raises(OutputError, match="not empty"):
        write(import_document(path), tmp_path, today=TODAY)
    with pytest.raises(OutputError, match="not empty"):
        write(import_document(path), path, today=TODAY)


def _markdown(folder: Path, text: str) -> Path:
    path = folder / "policy.md"
    path.write_text(text, encoding="utf-8")
    return path


def test_nested_lists_are_joined_with_every_sentence_that_leads_them_in(tmp_path: Path) -> None:
    text = """# Rules
Staff must:
- never post anything that:
    - names a patient, or
    - shows a ward.
- Ask first on Facebook
- You should not reply late at night.
- Do not argue. Walk away.

Moderators must follow these rules:
1. Keep a copy.
2. Ban nobody alone.
"""
    rules = import_document(_markdown(tmp_path, text)).rules
    assert [rule.text for rule in rules] == [
        "Staff must never post anything that names a patient.",
        "Staff must never post anything that shows a ward.",
        "Staff must ask first on Facebook.",
        "You should not reply late at night.",
        "Do not argue.",
        "Moderators must follow these rules: Keep a copy.",
        "Moderators must follow these rules: Ban nobody alone.",
    ]


def test_numbered_clauses_on_lines_of_their_own_are_paragraphs(tmp_path: Path) -> None:
    text = """# Rules
1. Introduction ........ 3

2.1 Staff must ask.
2.2 Owners must:
   a. keep a list; and
   b. read it every
   month.
2.3 Nobody may share passwords.
"""
    imported = import_document(_markdown(tmp_path, text))
    assert [(one.source.label, one.text) for one in imported.rules] == [
        ("2.1", "Staff must ask."),
        ("a.", "Owners must keep a list."),
        ("b.", "Owners must read it every month."),
        ("2.3", "Nobody may share passwords."),
    ]
    assert imported.outcomes[1].reason == "table of contents"


def test_a_table_of_dos_and_donts_and_one_of_terms_are_read(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Replies", level=1)
    for rows in (
        [("Do", "Don't"), ("Thank people", "Argue in public"), ("Sign with your first name", "")],
        [("Term", "Meaning"), ("reply", "a post that answers somebody")],
    ):
        table = document.add_table(rows=len(rows), cols=2)
        for row, words in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, words, strict=True):
                cell.text = text
    document.save(str(tmp_path / "a.docx"))
    imported = import_document(tmp_path / "a.docx")
    assert [(one.text, one.is_guideline) for one in imported.rules] == [
        ("Thank people.", True),
        ("Do not argue in public.", False),
        ("Sign with your first name.", True),
    ]
    assert [one.term for one in imported.definitions] == ["reply"]


def test_tracked_insertions_count_and_bold_lines_are_headings(tmp_path: Path) -> None:
    from docx.oxml import parse_xml

    document = docx.Document()
    document.add_paragraph().add_run("Security").bold = True
    paragraph = document.add_paragraph("Staff must ")
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    for tag, inner in (("del", "<w:delText>share</w:delText>"), ("ins", "<w:t>guard</w:t>")):
        xml = f'<w:{tag} xmlns:w="{word}" w:id="1" w:author="A"><w:r>{inner}</w:r></w:{tag}>'
        paragraph._p.append(parse_xml(xml))
    paragraph.add_run(" passwords.")
    document.save(str(tmp_path / "a.docx"))
    imported = import_document(tmp_path / "a.docx")
    assert [one.text for one in imported.rules] == ["Staff must guard passwords."]
    assert imported.rules[0].source.headings == ("Security",)
    assert any("tracked insertions" in note for note in imported.notes)


@pytest.mark.parametrize(
    ("sentence", "strength"),
    [
        ("Employees shall not disclose salaries.", Strength.DUTY),
        ("Posting on behalf of others is prohibited.", Strength.DUTY),
        ("Managers are required to keep the register.", Strength.DUTY),
        ("You may not use the logo.", Strength.DUTY),
        ("If in doubt, do not post.", Strength.DUTY),
        ("Staff will complete training every year.", Strength.DUTY),
        ("Never reply in anger.", Strength.DUTY),
        ("Ensure that captions are correct.", Strength.DUTY),
        ("No account may be opened without approval.", Strength.DUTY),
        ("Each account must have two owners.", Strength.DUTY),
        ("Access is to be removed the same day.", Strength.DUTY),
        ("The Head of Communications will keep a register.", Strength.DUTY),
        ("Anyone who sees a breach is asked to report it.", Strength.ADVICE),
        ("Colleagues should think twice.", Strength.ADVICE),
        ("Try to answer within a day.", Strength.ADVICE),
        ("Before posting, check the facts.", Strength.ADVICE),
        ("Please add alt text.", Strength.ADVICE),
        ("We do not monitor private accounts.", Strength.NONE),
        ("You may use your phone at lunch.", Strength.NONE),
        ("The team has never had a complaint.", Strength.NONE),
        ("Must I sign this?", Strength.NONE),
        ("A phone is a must-have these days.", Strength.NONE),
        ("Our channels reach 40,000 people.", Strength.NONE),
    ],
)
def test_duties_and_advice_are_told_apart(sentence: str, strength: Strength) -> None:
    assert judge(sentence).strength is strength


def test_sentences_end_where_readers_end_them() -> None:
    text = "Ask Dr. Lee, e.g. by phone. “Never guess.” See s. 3.2 of the Act! Is it so? Yes"
    assert sentences(text) == [
        "Ask Dr. Lee, e.g. by phone.",
        "“Never guess.”",
        "See s. 3.2 of the Act!",
        "Is it so?",
        "Yes",
    ]


@given(st.text(alphabet=st.sampled_from("ab. !?AB'”)(1\n"), max_size=60))
@settings(max_examples=200, deadline=None)
def test_sentences_lose_nothing(text: str) -> None:
    text = " ".join(text.split())
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("duty", "title"),
    [
        ("All members of staff must not share passwords.", "Do not share passwords"),
        ("Managers are required to keep the register up to date.", "Keep the register up to date"),
        ("When at work, never post pictures of screens.", "Never post pictures of screens"),
        ("Employees are prohibited from posting rota pictures.", "No posting rota pictures"),
        ("Passwords must be long.", "Passwords must be long"),
    ],
)
def test_titles_are_shortened_and_not_invented(duty: str, title: str) -> None:
    assert short_title(duty) == title


@given(st.text(alphabet=st.sampled_from("must not be staff, the; a"), min_size=1, max_size=300))
@settings(max_examples=200, deadline=None)
def test_titles_fit(duty: str) -> None:
    assert len(short_title(duty)) <= LONGEST_TITLE


def test_the_outline_covers_every_section_of_a_rule() -> None:
    slugs = [one.slug for one in outline()]
    assert set(map(str, Section)) <= set(slugs)
    assert len(slugs) == len(set(slugs))
    for one in outline():
        assert section_of([one.words[0]]) == one.slug
        assert all(word == word.strip().lower() and word for word in one.words)


def _zip(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/"), data)
    return out.getvalue()


def _pdf(*, password: str = "", text: bool = False) -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    if text:
        writer.add_metadata({"/Title": "x"})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


BAD = {
    "empty.docx": (b"", "is empty"),
    "blank.md": (b" \n", "is empty"),
    "cut.docx": (_zip(word__document=b"x" * 900)[:60], "damaged"),
    "hollow.docx": (_zip(word__nothing=b"x"), "damaged"),
    "bomb.docx": (_zip(word__document=b"\0" * 210_000_000), "unpacks to"),
    "sheet.docx": (_zip(xl__workbook=b"x"), "an Excel workbook"),
    "open.docx": (_zip(**{"content.xml": b"x"}), "an OpenDocument file"),
    "pack.docx": (_zip(readme=b"x"), "a ZIP archive"),
    "old.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old format"),
    "locked.docx": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "password",
    ),
    "rich.docx": (b"{\\rtf1 Staff must ask.}", "rich text"),
    "really.docx": (_pdf(), "is a PDF"),
    "really.pdf": (b"Staff must ask.", "is plain text"),
    "cut.pdf": (_pdf()[:40], "damaged"),
    "locked.pdf": (_pdf(password="open sesame"), "password"),
    "pictures.pdf": (_pdf(), "only pictures"),
    "letter.odt": (b"x", "none of"),
    "noise.md": (b"a\0b\0\0\0c" * 9, "not text"),
    "bare.html": (b"<html><head><title>x</title></head><body><script>1</script></body>", "no text"),
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_what_cannot_be_imported_is_refused_with_a_remedy(name: str, tmp_path: Path) -> None:
    data, words = BAD[name]
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(DocumentError, match=words) as caught:
        import_document(path)
    assert caught.value.hint
    assert caught.value.message[0] in "'t"
    assert not caught.value.message.endswith(".")


def test_a_path_that_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="no file"):
        import_document(tmp_path / "a.md")
    (tmp_path / "b.md").mkdir()
    with pytest.raises(DocumentError, match="is a folder"):
        import_document(tmp_path / "b.md")


def test_a_document_without_duties_says_so(tmp_path: Path) -> None:
    imported = import_document(_markdown(tmp_path, "# Richtlinie\nAlle freuen sich.\n"))
    assert not imported.rules
    assert any("No duty was recognised" in note for note in imported.notes)


def test_an_old_encoding_is_read_and_lost_bytes_are_noted(tmp_path: Path) -> None:
    path = tmp_path / "policy.md"
    path.write_bytes("Staff must not say “naïve” things about Zoë’s café.".encode("cp1252"))
    assert import_document(path).rules[0].text.startswith("Staff must not say “naïve”")
    path.write_bytes("Staff must be naïve café".encode() + b"\xff.")
    assert any("not text in utf-8" in note for note in import_document(path).notes)


def test_html_in_an_old_encoding_is_believed(tmp_path: Path) -> None:
    page = (
        "<html><head><meta charset='windows-1252'></head><body><p>Staff must visit Zoë.</p></body>"
    )
    path = tmp_path / "p.html"
    path.write_bytes(page.encode("cp1252"))
    assert import_document(path).rules[0].text == "Staff must visit Zoë."


def test_words_that_look_like_markdown_are_shown_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "p.html"
    path.write_text(
        "<p>#ad must stand first, never [last](rules/x.md) or in _small_ letters | a &lt;b&gt;.</p>",
        encoding="utf-8",
    )
    write(import_document(path), tmp_path / "policy", today=TODAY)
    (rule,) = load(tmp_path / "policy").rules
    assert rule.text.startswith("\\#ad must stand first")
    assert rule.title.startswith("#ad must stand first")


def test_a_row_of_a_table_keeps_what_it_is_about(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "# Replies\n\n| Channel | Rule |\n|---|---|\n| X | Posts must not name rivals |\n"
        "| Crisis posts | Only the press office may comment. |\n\n"
        "| Topic | Do | Don't |\n|---|---|---|\n| Logo | Use the new one | Stretch it |\n"
    )
    imported = import_document(tmp_path / "a.md")
    assert [one.text for one in imported.rules] == [
        "X: Posts must not name rivals.",
        "Crisis posts: Only the press office may comment.",
        "Logo: Use the new one.",
        "Logo: Do not stretch it.",
    ]
    assert imported.rules[0].source.place.endswith("row “X”")


def test_a_list_of_terms_that_asks_holds_duties_and_no_definitions(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        "<h1>Policy</h1><dl><dt>Complaints</dt><dd>Staff must pass them on.</dd>"
        "<dt>Post</dt><dd>Anything said online.</dd></dl>"
    )
    imported = import_document(tmp_path / "a.html")
    assert [one.text for one in imported.rules] == ["Complaints: Staff must pass them on."]
    assert [one.term for one in imported.definitions] == ["Post"]


def test_marks_of_footnotes_are_no_words_of_a_rule(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# P\n\nYou must use #ad[^1].\n\n[^1]: You must ask Legal.\n")
    imported = import_document(tmp_path / "a.md")
    assert [one.text for one in imported.rules] == ["You must use #ad.", "You must ask Legal."]


def test_a_footnote_of_a_word_document_follows_its_paragraph(tmp_path: Path) -> None:
    plain = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Staff must:")
    document.add_paragraph("lock their phone", style="List Bullet")
    document.add_paragraph("sign MARK out", style="List Bullet")
    document.save(plain)
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    changes = {
        "word/document.xml": ("MARK", '</w:t><w:footnoteReference w:id="2"/><w:t>'),
        "[Content_Types].xml": (
            "</Types>",
            f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>',
        ),
        "word/_rels/document.xml.rels": (
            "</Relationships>",
            f'<Relationship Id="n" Type="{office}/footnotes" Target="footnotes.xml"/></Relationships>',
        ),
    }
    with (
        zipfile.ZipFile(plain) as old,
        zipfile.ZipFile(tmp_path / "a.docx", "w") as new,
    ):
        for name in old.namelist():
            before, after = changes.get(name, ("", ""))
            text = old.read(name)
            new.writestr(name, text.replace(before.encode(), after.encode()) if before else text)
        new.writestr(
            "word/footnotes.xml",
            f'<w:footnotes xmlns:w="{word}"><w:footnote w:id="2"><w:p><w:r>'
            "<w:t>Keys must be returned.</w:t></w:r></w:p></w:footnote></w:footnotes>",
        )
    imported = import_document(tmp_path / "a.docx")
    assert [one.text for one in imported.rules] == [
        "Staff must lock their phone.",
        "Staff must sign out.",
        "Keys must be returned.",
    ]


@pytest.mark.parametrize(
    ("sentence", "strength"),
    [
        ("Review date: May 2023.", Strength.NONE),
        ("Review your settings.", Strength.ADVICE),
        ("It is the responsibility of each manager to brief new staff.", Strength.DUTY),
    ],
)
def test_document_control_asks_nothing_and_responsibility_asks(
    sentence: str, strength: Strength
) -> None:
    assert judge(sentence).strength is strength


@pytest.mark.parametrize(
    ("duty", "title"),
    [
        ("Always be polite, even when they are not.", "Always be polite, even when they are not"),
        ("Use the company logo only", "Use the company logo only"),
        ("Employees must not identify themselves.", "Employees must not identify themselves"),
    ],
)
def test_a_title_that_fits_is_not_cut_and_keeps_whom_it_speaks_of(duty: str, title: str) -> None:
    assert short_title(duty) == title


def test_running_headers_of_two_pages_and_marks_of_footnotes_in_a_pdf_are_left_out(
    tmp_path: Path,
) -> None:
    import typst

    source = """#set page(header: [Fenmoor Council policy])
    = Tags
    You must not use many hashtags#super(typographic: false)[1].
    #pagebreak()
    = Links
    You must not shorten links."""
    typst.compile(source.encode(), output=tmp_path / "a.pdf")
    imported = import_document(tmp_path / "a.pdf")
    assert [one.text for one in imported.rules] == [
        "You must not use many hashtags.",
        "You must not shorten links.",
    ]
    assert not [one for one in imported.outcomes if "Fenmoor" in one.source.text]
