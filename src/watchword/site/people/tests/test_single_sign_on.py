"""Single sign-on against a real provider on loopback: it finds people on record, and adds nobody."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from watchword.base.errors import SiteError
from watchword.site.audit.models import Entry
from watchword.site.configuration import (
    Configuration,
    provider_origins,
    read_configuration,
    single_sign_on,
)
from watchword.site.people.actions import set_up_person
from watchword.site.people.models import Person
from watchword.site.people.tests.test_provider import (
    Provider,
    saml_response,
    serving,
    sign_in_by_oidc,
)

Make = Callable[..., Person]
Set = Callable[..., None]
MAIL = "urn:oid:0.9.2342.19200300.100.1.3"
VERIFIED = "http://schemas.auth0.com/email_verified"


@pytest.fixture(scope="module")
def _serving() -> Iterator[Provider]:
    with serving() as made:
        yield made


@pytest.fixture
def provider(_serving: Provider) -> Provider:
    _serving.claims = {}
    return _serving


@pytest.fixture
def site(settings: Settings, provider: Provider) -> Set:
    """Sets the site up for the provider, and for what else is given."""

    def set_up(**given: object) -> None:
        conf = replace(settings.CONFIGURATION, **given)
        settings.CONFIGURATION = conf
        settings.SOCIALACCOUNT_PROVIDERS = single_sign_on(conf)

    set_up(oidc=provider.oidc(), saml=provider.saml())
    return set_up


@pytest.fixture
def browser() -> Client:
    """A browser that names the host it asks, as browsers do."""
    return Client(headers={"host": "testserver"})


def signed_in(browser: Client) -> str:
    return str(browser.session.get("_auth_user_id", ""))


def claims(email: str, **more: object) -> dict[str, object]:
    return {"sub": "person-1", "email": email, "email_verified": True, "given_name": "Sam", **more}


def test_openid_connect_finds_a_person_by_verified_address_and_knows_them_again(
    client: Client, employee: Person, provider: Provider, site: Set
) -> None:
    provider.claims = claims(employee.email.upper())
    assert sign_in_by_oidc(client)["Location"] == "/"
    assert signed_in(client) == str(employee.pk)
    Person.objects.filter(pk=employee.pk).update(email="new.name@glenmarrow.example")
    again = Client()
    sign_in_by_oidc(again)
    assert signed_in(again) == str(employee.pk), "by the identity, though the address changed"
    assert Person.objects.count() == 1


def test_an_address_that_is_not_verified_finds_nobody_unless_the_provider_is_trusted(
    client: Client, employee: Person, provider: Provider, site: Set
) -> None:
    provider.claims = {**claims(employee.email), "email_verified": False}
    answer = sign_in_by_oidc(client)
    assert answer.status_code == 403
    assert signed_in(client) == ""
    site(sso_trust=True)
    sign_in_by_oidc(client)
    assert signed_in(client) == str(employee.pk)


def test_the_id_in_the_hr_system_comes_before_the_address(
    client: Client, employee: Person, make_person: Make, provider: Provider, site: Set
) -> None:
    other = make_person("Nia Bell", external_id="GH-77")
    site(sso_id="employee_number")
    provider.claims = claims(employee.email, employee_number="GH-77")
    sign_in_by_oidc(client)
    assert signed_in(client) == str(other.pk)


def test_who_is_not_on_record_is_refused_and_no_account_made(
    client: Client, db: None, provider: Provider, site: Set
) -> None:
    provider.claims = claims("stranger@elsewhere.example")
    answer = sign_in_by_oidc(client)
    assert answer.status_code == 403
    assert "not" in answer.content.decode()
    assert not Person.objects.exists()
    client.post("/sign-in/3rdparty/signup/", {"email": "stranger@elsewhere.example"})
    assert not Person.objects.exists()


def test_a_site_that_is_told_to_adds_who_signs_in_on_record(
    client: Client, db: None, provider: Provider, site: Set
) -> None:
    site(sso_joins=True, sso_id="employee_number")
    provider.claims = claims("new@glenmarrow.example", family_name="Day", employee_number="GH-90")
    sign_in_by_oidc(client)
    made = Person.objects.get()
    assert (made.external_id, str(made), made.roles) == ("GH-90", "Sam Day", {"employee"})
    assert Entry.objects.get(deed="add-person").who == "single-sign-on"


def test_a_leaver_is_refused_also_by_single_sign_on(
    client: Client, make_person: Make, provider: Provider, site: Set
) -> None:
    gone = make_person("Old Hand", end_date=timezone.localdate() - timedelta(days=1))
    provider.claims = claims(gone.email)
    answer = sign_in_by_oidc(client)
    assert answer.status_code == 403
    assert signed_in(client) == ""


def test_a_code_is_good_once_and_only_in_the_browser_that_asked(
    client: Client, employee: Person, provider: Provider, site: Set
) -> None:
    import requests

    provider.claims = claims(employee.email)
    sent = client.post("/sign-in/oidc/board/login/")
    back = requests.get(sent["Location"], allow_redirects=False, timeout=10).headers["Location"]
    address = back.removeprefix("http://testserver")
    thief = Client()
    thief.get(address)
    assert signed_in(thief) == "", "the state is of another browser"
    client.get(address)
    assert signed_in(client) == str(employee.pk)
    again = Client()
    again.get(address)
    assert signed_in(again) == ""


def test_the_way_to_the_provider_is_a_post_with_proof_of_the_page(
    provider: Provider, site: Set, db: None
) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/sign-in/oidc/board/login/").status_code == 403
    assert "Health board" in strict.get("/sign-in/login/").content.decode()


def by_saml(
    browser: Client, provider: Provider, attributes: dict[str, str], *, is_signed: bool = True
) -> object:
    sent = browser.post("/sign-in/saml/board/login/")
    assert sent["Location"].startswith(f"{provider.address}/saml/sso?")
    asked = parse_qs(urlsplit(sent["Location"]).query)
    request = zlib.decompress(base64.b64decode(asked["SAMLRequest"][0]), -15).decode()
    request_id = request.split(' ID="')[1].split('"')[0]
    body = saml_response(provider, request_id, attributes, is_signed=is_signed)
    answer = browser.post("/sign-in/saml/board/acs/", {"SAMLResponse": body})
    return browser.get(answer["Location"])


def test_saml_finds_a_person_by_verified_address(
    browser: Client, employee: Person, provider: Provider, site: Set
) -> None:
    answer = by_saml(browser, provider, {MAIL: employee.email, VERIFIED: "true"})
    assert answer["Location"] == "/"
    assert signed_in(browser) == str(employee.pk)


def test_saml_without_a_word_on_the_address_needs_trust_or_an_id(
    browser: Client, employee: Person, make_person: Make, provider: Provider, site: Set
) -> None:
    assert by_saml(browser, provider, {MAIL: employee.email}).status_code == 403
    other = make_person("Nia Bell", external_id="GH-77")
    site(sso_id="employeeNumber")
    by_saml(browser, provider, {MAIL: employee.email, "employeeNumber": "GH-77"})
    assert signed_in(browser) == str(other.pk)


def test_saml_takes_nothing_unsigned_and_nothing_that_was_not_asked_for(
    browser: Client,
    employee: Person,
    provider: Provider,
    site: Set,
    caplog: pytest.LogCaptureFixture,
) -> None:
    said = {MAIL: employee.email, VERIFIED: "true"}
    by_saml(browser, provider, said, is_signed=False)
    assert signed_in(browser) == ""
    body = saml_response(provider, "_never-asked", said)
    answer = browser.post("/sign-in/saml/board/acs/", {"SAMLResponse": body})
    browser.get(answer["Location"])
    assert signed_in(browser) == ""


def test_saml_says_who_the_site_is(browser: Client, db: None, site: Set) -> None:
    page = browser.get("/sign-in/saml/board/metadata/").content.decode()
    assert "http://testserver/sign-in/saml/board/acs/" in page


def test_settings_of_single_sign_on_are_given_in_full_or_refused(tmp_path: Path) -> None:
    assert single_sign_on(Configuration(home=tmp_path)) == {}
    for given in ({"oidc": "board|Health board|x"}, {"saml": "board|Health board"}):
        with pytest.raises(SiteError, match="not given in full"):
            single_sign_on(Configuration(home=tmp_path, **given))
    conf = read_configuration({"WATCHWORD_HOME": str(tmp_path), "WATCHWORD_SSO_JOINS": "yes"})
    assert conf.sso_joins
    assert not conf.sso_trust


def test_two_people_never_share_an_identity(
    client: Client, employee: Person, provider: Provider, site: Set
) -> None:
    provider.claims = claims(employee.email)
    sign_in_by_oidc(client)
    other = set_up_person(
        employee, external_id="GH-5", email="ola@glenmarrow.example", given_name="Ola"
    )
    provider.claims = claims(other.email)
    again = Client()
    sign_in_by_oidc(again)
    assert signed_in(again) == str(employee.pk), "the identity is whose it was first"


def test_forms_lead_to_the_site_and_its_providers_and_nowhere_else(
    client: Client, db: None, tmp_path: Path
) -> None:
    policy = client.get("/sign-in/login/")["Content-Security-Policy"]
    assert "form-action 'self';" in f"{policy};"
    conf = Configuration(
        home=tmp_path,
        oidc="b|Board|x|y|https://login.example/tenant/.well-known/openid-configuration",
        saml="b|Board|urn:board|https://idp.example/metadata",
        sso_origins="https://sso.example",
    )
    assert provider_origins(conf) == [
        "https://login.example",
        "https://idp.example",
        "https://sso.example",
    ]
