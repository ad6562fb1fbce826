import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from watchword.base.links import GATES, SCHEME_GATES, find_links
from watchword.base.links.find import _host
from watchword.base.links.syntax import HOST
from watchword.base.pattern import pattern

SCRAPS = st.sampled_from(
    (
        *(
            "http://",
            "hxxps://",
            "https[:]//",
            "ftp://",
            "www.",
            "example",
            ".",
            "[.]",
            "(dot)",
            "。",
        ),
        *(
            ".org",
            ".co.uk",
            ".CoM",
            "paypa1",
            "müller",
            "xn--",
            "例え",
            ".jp",
            "@",
            ":",
            "8080",
            "/",
        ),
        *(
            "?",
            "#",
            "(",
            ")",
            "]",
            "[",
            "…",
            " ",
            "\n",
            "192.0.2.1",
            "0x7f",
            "%2e",
            "-",
            "_",
            "\u200b",
        ),
        *("ｅｘ．ｃｏｍ", "ⓔ.org", "[::1]", "\ud800", "查看", "+", "*", "K.com", "ſ"),
    )
)
WORDS = st.one_of(st.text(max_size=60), st.lists(SCRAPS, max_size=14).map("".join))


def written(text: str) -> list[str]:
    return [link.span.of(text) for link in find_links(text)]


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("See https://example.org/a?b=1#c.", ["https://example.org/a?b=1#c"]),
        ("(example.org/path), www.example.co.uk!", ["example.org/path", "www.example.co.uk"]),
        ("https://example.org/wiki/Foo_(bar) and", ["https://example.org/wiki/Foo_(bar)"]),
        ("[words](https://example.org/a)b", ["https://example.org/a"]),
        ("“https://example.org/a”, “example.org”", ["https://example.org/a", "example.org"]),
        ("**https://example.org** _example.org_", ["https://example.org", "example.org"]),
        ("visit example.org.Please do", ["example.org"]),
        ("example.org:8080/x and example.org:", ["example.org:8080/x", "example.org"]),
        ("👉example.org👈", ["example.org"]),
        ("請訪問example.com查看", ["example.com"]),
        ("https://例え.jp。次の", ["https://例え.jp"]),
        ("hxxps://example[.]org/x example(dot)com", ["hxxps://example[.]org/x", "example(dot)com"]),
        ("http:/\\example.org", ["http:/\\example.org"]),
        ("https://example.org/a.", ["https://example.org/a"]),
        (
            "a https://one.example https://two.example b",
            ["https://one.example", "https://two.example"],
        ),
        ("http://192.0.2.1/x 192.0.2.1:80", ["http://192.0.2.1/x", "192.0.2.1:80"]),
    ],
)
def test_a_link_ends_where_a_reader_would_end_it(text: str, links: list[str]) -> None:
    assert written(text) == links


@pytest.mark.parametrize(
    "text",
    [
        "write to jo.me@example.org or jo.me+x@example.org",
        "thanks @name.example.org and @jo@social.example.org",
        "e.g. this, i.e. that, U.S.A., 3.5 and 1.2.3.4",
        "the end.so we left.It was late",
        "read README.md and run check.sh",
        "1.st and 10.am",
        "http:// https://... http://)",
        "no-suffix.invalidending",
        "",
    ],
)
def test_what_is_no_link_is_not_taken_for_one(text: str) -> None:
    assert written(text) == []


def test_a_link_is_taken_apart() -> None:
    (link,) = find_links("http://jo:secret@shop.Example.co.uk:8080/a/b?c#d")
    assert link.address == "http://jo:secret@shop.example.co.uk:8080/a/b?c#d"
    assert (link.scheme, link.credentials, link.port) == ("http", "jo:secret", 8080)
    assert (link.subdomain, link.registered, link.suffix) == ("shop", "example.co.uk", "co.uk")
    assert (link.path, link.is_ip) == ("/a/b?c#d", False)


def test_defanging_is_undone() -> None:
    (link,) = find_links("hXXps[:]//pay[.]example(dot)org[/]a[.]php")
    assert link.address == "https://pay.example.org/a.php"
    assert link.host == "pay.example.org"


@pytest.mark.parametrize(
    "text",
    [
        "xn--mller-kva.de",
        "müller.de",
        "MÜLLER.de",
        "ｍüller。de",
        "mü\u200bller.de",
        "mu\u0308ller.de",
    ],
)
def test_every_way_of_writing_a_unicode_host_leads_to_the_same_host(text: str) -> None:
    (link,) = find_links(text)
    assert (link.host, link.host_unicode) == ("xn--mller-kva.de", "müller.de")


def test_a_suffix_that_a_company_offers_counts_as_a_suffix() -> None:
    (link,) = find_links("https://www.name.github.io/x")
    assert (link.registered, link.suffix) == ("name.github.io", "github.io")


def test_a_host_without_a_known_suffix_needs_a_scheme() -> None:
    (link,) = find_links("http://intranet/x and intranet/x")
    assert (link.host, link.registered, link.suffix) == ("intranet", "", "")


@settings(max_examples=300, deadline=None)
@given(WORDS)
@example("http://%2f.com http://\ud800.com a\ud800b.com/\ud800")
def test_links_lie_in_the_text_in_order_and_never_raise(text: str) -> None:
    end = 0
    for link in find_links(text):
        assert end <= link.span.start < link.span.end <= len(text)
        assert link.span.of(text).strip() == link.span.of(text)
        assert link.host.isascii()
        assert link.host.endswith(link.registered)
        assert not link.registered or link.registered.endswith(f".{link.suffix}")
        end = link.span.end


@settings(max_examples=300, deadline=None)
@given(WORDS)
@example("192.0.2.1:8080")
@example("ⓔ.org")
def test_every_text_with_a_link_is_nominated(text: str) -> None:
    links = find_links(text)
    sound = text.encode("utf-8", "replace").decode()
    if links:
        assert any(pattern(gate).found_in(sound) for gate in GATES)
    if any(link.scheme for link in links):
        assert any(pattern(gate).found_in(sound) for gate in SCHEME_GATES)


LABEL = st.from_regex(r"[a-z][a-z0-9]{2,10}", fullmatch=True)


@settings(max_examples=100, deadline=None)
@given(st.lists(LABEL, min_size=1, max_size=3), st.sampled_from(["org", "co.uk"]), LABEL)
def test_a_plain_address_is_found_whole_among_words(
    names: list[str], suffix: str, path: str
) -> None:
    address = f"https://{'.'.join(names)}.{suffix}/{path}"
    text = f"Look ({address}), please."
    (link,) = find_links(text)
    assert link.span.of(text) == link.address == address
    assert link.registered == f"{names[-1]}.{suffix}" or link.suffix != suffix


@pytest.mark.parametrize(
    "scrap",
    ["a.", "a.b+", "http://", "http://a@", "a.Bb", "x.com,", "a.com(", "a.com?", "中a.", "[.]a"],
)
def test_time_grows_no_faster_than_the_text(scrap: str) -> None:
    def seconds(size: int) -> float:
        text = scrap * size
        times = []
        for _ in range(3):
            start = time.process_time()
            find_links(text)
            times.append(time.process_time() - start)
        return min(times)

    seconds(10)  # patterns are compiled on first use
    assert seconds(8000) < 100 * (seconds(500) + 0.005)  # a square would be 256


@given(st.text("aZ0.-_%@:[]é", min_size=1, max_size=12))
def test_a_host_in_the_usual_form_ends_where_the_pattern_says(place: str) -> None:
    found = _host(place)
    wanted = next(pattern(HOST).groups(place), None)
    assert (found and found[0]) == (wanted and wanted[0])
    assert (found and found[1].end > 0) == (wanted and wanted[1].end > 0)
