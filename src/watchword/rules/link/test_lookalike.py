import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchword.base.links import find_links
from watchword.rules.link.names import Brand, Naming, bundled_brands
from watchword.rules.link.slips import distance, fifths, slip, traces
from watchword.rules.link.tests import examine, link_policy

BUNDLED = link_policy(["look-alike"], brands=bundled_brands())
OURS = link_policy(
    ["look-alike"],
    ours=["grampian-health.scot", "kilnside.gov.uk"],
    brands=[
        Brand(domain="wobblebank.example.com", group="Wobble"),
        Brand(domain="quillbank.com", group="Quill"),
        Brand(domain="quill-offers.com", group="Quill", naming=Naming.NONE),
        Brand(domain="maple.com", group="Maple", naming=Naming.WORD),
    ],
)


def pretended(address: str, policy: object = BUNDLED) -> list[tuple[str, str]]:
    (link,) = find_links(address)
    return [(r.lookalike_of, r.words) for r in examine(link, policy)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("address", "domain", "words"),
    [
        ("paypa1-support.com", "paypal.com", "'1' for 'l', added word 'support'"),
        ("https://rnicrosoft.com", "microsoft.com", "letters that look alike"),
        ("https://pay-pal.net", "paypal.com", "a hyphen added"),
        ("https://payapl.com", "paypal.com", "'pa' written 'ap'"),
        ("https://faceboook.com", "facebook.com", "'o' doubled"),
        ("https://instogram.com", "instagram.com", "'o' for 'a'"),
        ("https://linkedim.com", "linkedin.com", "'m' for 'n'"),
        ("https://netfix.com", "netflix.com", "one 'l' left out"),
        ("https://bankofamerlcca.com", "bankofamerica.com", ""),
        ("https://twitterverification.website", "twitter.com", "added word 'verification'"),
        ("https://secure-wells-fargo.com", "wellsfargo.com", "added word 'secure'"),
        ("https://amazom-billing.com", "amazon.com", "'m' for 'n', added word 'billing'"),
        ("https://icloudicc.com", "icloud.com", "added word 'icc'"),
        ("https://netflix.xyz", "netflix.com", "the same name under '.xyz'"),
        ("https://paypal.com.verify.example.com", "paypal.com", "'paypal.com' stands before"),
        ("https://apple.com-support.online", "apple.com", "'apple.com' stands before"),
        ("https://dropbox.example.com", "dropbox.com", "as a sub-domain of example.com"),
        ("https://chase.secure-login.example.com", "chase.com", "as a sub-domain of example.com"),
        ("https://example.com/wp-includes/dropbox/", "dropbox.com", "its path says 'dropbox'"),
        ("https://example.com/www.chase.com/x", "chase.com", "its path says 'chase.com'"),
        ("https://аррӏе.com", "apple.com", "letters of another script"),
        ("https://xn--80ak6aa92e.com", "apple.com", "letters of another script"),
        ("https://раураl.com", "paypal.com", "letters of another script"),
        ("https://ｐａｙｐａｌ.support", "paypal.com", "the same name under '.support'"),
    ],
)
def test_a_link_that_pretends_is_found_and_said_how(address: str, domain: str, words: str) -> None:
    ((found, said),) = pretended(address)
    assert found == domain
    assert words in said


@pytest.mark.parametrize(
    "address",
    [
        *("https://www.paypal.com/login", "https://google.co.uk", "https://m.facebook.com"),
        *(
            "https://pineapple.com",
            "https://purchase.com",
            "https://chaise.com",
            "https://apply.com",
        ),
        *("https://apple-pie-recipes.com", "https://apple.example.com", "https://stream.com"),
        *("https://paypal.nhs.uk", "https://web.archive.org/web/2020/https://paypal.com/x"),
        *("https://example.com/wiki/Netflix", "https://example.com/how-to-delete-facebook-account"),
        *("https://example.com/logos/twitter.png", "http://192.0.2.1/x", "https://paypal/"),
    ],
)
def test_a_link_that_only_resembles_or_is_about_a_brand_is_let_be(address: str) -> None:
    assert pretended(address) == []


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("https://grampianhealth.scot", "grampian-health.scot"),
        ("https://grampian-health.com", "grampian-health.scot"),
        ("https://grampian-heatlh.scot", "grampian-health.scot"),
        ("https://grampian-health-login.com", "grampian-health.scot"),
        ("https://kilnside.com", "kilnside.gov.uk"),
        ("https://kilnside.gov.uk.example.net", "kilnside.gov.uk"),
        ("https://quillbank-login.net", "quillbank.com"),
        ("https://maple-login.com", "maple.com"),
    ],
)
def test_names_of_our_own_and_of_listed_brands_are_watched(address: str, domain: str) -> None:
    ((found, _),) = pretended(address, OURS)
    assert found == domain


@pytest.mark.parametrize(
    "address",
    [
        *(
            "https://grampian-health.scot/x",
            "https://jobs.kilnside.gov.uk",
            "https://quill-offers.com",
        ),
        *(
            "https://visitkilnside.com",
            "https://kilnside.ac.uk",
            "https://maple.net",
            "https://maples.org",
        ),
        "https://grampian-health.gov.uk",
    ],
)
def test_our_own_and_what_nobody_can_take_are_no_look_alikes(address: str) -> None:
    assert pretended(address, OURS) == []


@given(
    st.sampled_from(sorted({b.domain for b in bundled_brands() if "*" not in b.domain})),
    st.booleans(),
)
def test_a_brands_own_domain_is_never_a_look_alike(domain: str, below: bool) -> None:
    assert pretended(f"https://{'secure-login.' if below else ''}{domain}/account") == []


NAMES = st.text("abcdelnorst", min_size=5, max_size=13)


@settings(max_examples=300, deadline=None)
@given(NAMES, NAMES)
def test_the_distance_is_a_distance(one: str, other: str) -> None:
    steps = distance(one, other)
    assert steps == distance(other, one)
    assert (steps == 0) == (one == other)
    assert abs(len(one) - len(other)) <= steps <= max(len(one), len(other))


@settings(max_examples=300, deadline=None)
@given(
    NAMES,
    st.lists(
        st.tuples(st.sampled_from("acsd"), st.integers(0, 12), st.sampled_from("aelx")), max_size=2
    ),
)
def test_what_is_near_is_looked_up(name: str, steps: list[tuple[str, int, str]]) -> None:
    written = name
    for kind, place, letter in steps:
        at = place % len(written)
        head, tail = written[:at], written[at:]
        written = {
            "a": head + letter + tail,
            "c": head + letter + tail[1:],
            "d": head + tail[1:],
            "s": head + tail[1:2] + tail[:1] + tail[2:],
        }[kind]
    if slip(written, name):
        assert 1 <= distance(written, name) <= 2
        shares_key = not set(traces(written)).isdisjoint(traces(name))
        assert shares_key or any(piece in written for piece in fifths(name))


def test_short_names_are_compared_by_what_they_look_like_only() -> None:
    assert slip("dhll", "dhl") == ""
    assert slip("aplpe", "apple") == "'pl' written 'lp'"
    assert slip("apply", "apple") == ""
