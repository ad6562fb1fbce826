"""A passkey: added with a fingerprint, used instead of a password, and enough as second factor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Site
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

HOME = "filled"
READER = "sam.reed@glenmarrow.example"
PASSWORD = "glenmarrow demonstration"


def finger(page: Page) -> None:
    """Give the browser a device that knows its owner."""
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_passkey_is_added_and_signs_in_without_a_password(site: Site, chromium: Browser) -> None:
    address = site.address.replace("127.0.0.1", "localhost")  # a passkey belongs to a name
    page = chromium.new_context().new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    finger(page)
    page.goto(f"{address}/sign-in/login/")
    page.get_by_label("Email").fill(READER)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.goto(f"{address}/sign-in/2fa/webauthn/add/")
    page.get_by_label("Password").fill(PASSWORD)  # asked again before anything of sign-in changes
    page.get_by_role("button", name="Confirm").click()
    page.get_by_label("Name").fill("Phone")
    page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Add").click()
    page.wait_for_url("**/recovery-codes/**")

    page.context.clear_cookies()
    page.goto(f"{address}/sign-in/login/")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(f"{address}/")
    page.get_by_role("navigation", name="Areas").wait_for(state="attached")

    stranger = chromium.new_context().new_page()
    finger(stranger)
    stranger.goto(f"{address}/sign-in/login/")
    stranger.get_by_role("button", name="Use a passkey").click()
    stranger.wait_for_timeout(1_000)
    assert stranger.url.startswith(f"{address}/sign-in/login/"), "another device opens nothing"
    assert complaints == []
