"""A small real provider of single sign-on on loopback: OpenID Connect with PKCE, and SAML metadata."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from django.test import Client
from onelogin.saml2.constants import OneLogin_Saml2_Constants
from onelogin.saml2.utils import OneLogin_Saml2_Utils

CLIENT, SECRET = "watchword", "a secret of the client"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
PRIVATE = KEY.private_bytes(
    serialization.Encoding.PEM,
    serialization.PrivateFormat.PKCS8,
    serialization.NoEncryption(),
).decode()


def _certificate() -> str:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "provider.example")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(KEY.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=2))
        .sign(KEY, hashes.SHA256())
    )
    return made.public_bytes(serialization.Encoding.PEM).decode()


CERTIFICATE = _certificate()


@dataclass
class Provider:
    """What the provider knows: who sits at the browser, and codes that it gave."""

    claims: dict[str, object] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    address: str = ""

    @property
    def entity(self) -> str:
        return f"{self.address}/saml"

    def oidc(self) -> str:
        return f"board|Health board|{CLIENT}|{SECRET}|{self.address}"

    def saml(self) -> str:
        return f"board|Health board|{self.entity}|{self.address}/saml/metadata"


class _Answers(BaseHTTPRequestHandler):
    provider: ClassVar[Provider]

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        at = self.provider.address
        if parts.path == "/.well-known/openid-configuration":
            self._json({
                "issuer": at,
                "authorization_endpoint": f"{at}/authorize",
                "token_endpoint": f"{at}/token",
                "userinfo_endpoint": f"{at}/userinfo",
                "jwks_uri": f"{at}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            })  # fmt: skip
        elif parts.path == "/keys":
            self._json(
                {"keys": [jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key(), as_dict=True)]}
            )
        elif parts.path == "/authorize":
            code = secrets.token_urlsafe(8)
            self.provider.codes[code] = asked
            back = urlencode({"code": code, "state": asked["state"]})
            self.send_response(302)
            self.send_header("Location", f"{asked['redirect_uri']}?{back}")
            self.end_headers()
        elif parts.path == "/userinfo":
            known = self.headers["Authorization"] == "Bearer of good news"
            self._json(self.provider.claims if known else {}, 200 if known else 401)
        elif parts.path == "/saml/metadata":
            self._answer(_metadata(self.provider).encode(), "application/samlmetadata+xml")
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        given = {name: values[0] for name, values in parse_qs(body).items()}
        asked = self.provider.codes.pop(given.get("code", ""), None)
        digest = hashlib.sha256(given.get("code_verifier", "").encode()).digest()
        proof = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if asked is None or given["client_secret"] != SECRET or proof != asked["code_challenge"]:
            self._json({"error": "invalid_grant"}, 400)
            return
        now = int(time.time())
        said = {"iss": self.provider.address, "aud": CLIENT, "iat": now, "exp": now + 60}
        token = jwt.encode({**said, **self.provider.claims}, KEY, algorithm="RS256")
        self._json({"access_token": "of good news", "token_type": "Bearer", "id_token": token})

    def _json(self, value: object, status: int = 200) -> None:
        self._answer(json.dumps(value).encode(), "application/json", status)

    def _answer(self, body: bytes, kind: str, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving() -> Iterator[Provider]:
    """A provider at work."""
    made = Provider()
    handler = type("Answers", (_Answers,), {"provider": made})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    made.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def sign_in_by_oidc(browser: Client) -> object:
    """Go to the provider and come back, as a browser would; the last answer."""
    sent = browser.post("/sign-in/oidc/board/login/")
    assert sent.status_code == 302, sent.content
    back = requests.get(sent["Location"], allow_redirects=False, timeout=10).headers["Location"]
    parts = urlsplit(back)
    return browser.get(f"{parts.path}?{parts.query}")


def _metadata(provider: Provider) -> str:
    inside = "".join(CERTIFICATE.splitlines()[1:-1])
    return f"""<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="{provider.entity}">
<IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><KeyDescriptor use="signing">
<KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>{inside}</X509Certificate></X509Data></KeyInfo>
</KeyDescriptor><SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"
Location="{provider.address}/saml/sso"/></IDPSSODescriptor></EntityDescriptor>"""


def saml_response(
    provider: Provider, request_id: str, attributes: dict[str, str], *, is_signed: bool = True
) -> str:
    """What a provider of SAML posts back, in base64."""
    stamp = "%Y-%m-%dT%H:%M:%SZ"
    now = dt.datetime.now(dt.UTC)
    at, until = now.strftime(stamp), (now + dt.timedelta(minutes=5)).strftime(stamp)
    site = "http://testserver/sign-in/saml/board"
    said = "".join(
        f'<saml:Attribute Name="{name}"><saml:AttributeValue>{value}</saml:AttributeValue></saml:Attribute>'
        for name, value in attributes.items()
    )
    text = f"""<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"
xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_{secrets.token_hex(8)}" Version="2.0" IssueInstant="{at}"
Destination="{site}/acs/" InResponseTo="{request_id}"><saml:Issuer>{provider.entity}</saml:Issuer>
<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>
<saml:Assertion ID="_{secrets.token_hex(8)}" Version="2.0" IssueInstant="{at}"><saml:Issuer>{provider.entity}</saml:Issuer>
<saml:Subject><saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">person-1</saml:NameID>
<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData
NotOnOrAfter="{until}" Recipient="{site}/acs/" InResponseTo="{request_id}"/></saml:SubjectConfirmation></saml:Subject>
<saml:Conditions NotBefore="{at}" NotOnOrAfter="{until}"><saml:AudienceRestriction>
<saml:Audience>{site}/metadata/</saml:Audience></saml:AudienceRestriction></saml:Conditions>
<saml:AuthnStatement AuthnInstant="{at}" SessionIndex="_1"><saml:AuthnContext>
<saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef>
</saml:AuthnContext></saml:AuthnStatement><saml:AttributeStatement>{said}</saml:AttributeStatement>
</saml:Assertion></samlp:Response>"""
    signed: bytes | str = text
    if is_signed:
        signed = OneLogin_Saml2_Utils.add_sign(
            text,
            PRIVATE,
            CERTIFICATE,
            sign_algorithm=OneLogin_Saml2_Constants.RSA_SHA256,
            digest_algorithm=OneLogin_Saml2_Constants.SHA256,
        )
    body = signed if isinstance(signed, bytes) else signed.encode()
    return base64.b64encode(body).decode()


def test_the_provider_of_these_tests_refuses_a_code_without_proof() -> None:
    with serving() as made:
        asked = {"redirect_uri": "http://x/", "state": "s", "code_challenge": "c"}
        at = requests.get(f"{made.address}/authorize", asked, allow_redirects=False, timeout=10)
        code = parse_qs(urlsplit(at.headers["Location"]).query)["code"][0]
        given = {"code": code, "client_secret": SECRET, "code_verifier": "wrong"}
        assert requests.post(f"{made.address}/token", given, timeout=10).status_code == 400
