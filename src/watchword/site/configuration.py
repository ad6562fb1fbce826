"""What a site is told from outside: its folder, database, address and mail.

Each setting is an environment variable or a line of ``site.toml`` in the site's folder; the
environment wins. None is needed: without any, a site keeps everything in one folder.
"""

from __future__ import annotations

import os
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from watchword.base.errors import SiteError

PREFIX = "WATCHWORD_"


@dataclass(frozen=True, kw_only=True, slots=True)
class Configuration:
    """How one site is set up.

    Attributes:
        home: Folder that holds everything: database, key, uploads, backups.
        database: Empty for SQLite in the folder; ``postgresql://name:password@host/database``.
        address: Where people reach the site: scheme, host and port.
        mail: ``smtp://name:password@host:port``; ``smtps`` for TLS from the start,
            ``smtp+tls`` for STARTTLS. Empty: notices wait in the site, and are shown so.
        mail_from: Sender of every mail.
        chat: Apprise addresses, apart by spaces, that notices go to as well.
        second_factor: Roles that must sign in with a second factor, apart by spaces.
        language: Language of the site until a person chooses another.
        timezone: Time zone of the organisation; each person may have another.
        oidc: OpenID Connect: ``id|name|client id|client secret|discovery address``.
        saml: SAML: ``id|name|entity id|metadata address``.
        sso_id: Claim or attribute of single sign-on that holds a person's id in the HR system. Empty:
            people are found by their address alone.
        sso_trust: Whether an address counts that the provider does not call verified; only where the
            provider is the organisation's own and takes nobody else.
        sso_joins: Whether who is not on record is added when they first sign in by single sign-on.
        sso_origins: Origins that a provider sends people on to, apart by spaces, where they are others
            than those of the addresses above: ``https://login.example.org``.
        trusted_proxies: How many proxies stand before the site and add to X-Forwarded-For.
        private_webhooks: Whether webhooks may go to addresses of the own network.
        private_networks: Whether accounts may be joined to servers of the own network.
        debug: Whether errors are shown in the browser; never in service.
    """

    home: Path
    database: str = ""
    address: str = "http://localhost:8000"
    mail: str = ""
    mail_from: str = "Watchword <watchword@localhost>"
    chat: str = field(default="", repr=False)
    second_factor: str = "owner administrator"
    language: str = "en"
    timezone: str = "Europe/London"
    oidc: str = field(default="", repr=False)
    saml: str = field(default="", repr=False)
    sso_id: str = ""
    sso_trust: bool = False
    sso_joins: bool = False
    sso_origins: str = ""
    trusted_proxies: int = 0
    private_webhooks: bool = False
    private_networks: bool = False
    debug: bool = False

    @property
    def host(self) -> str:
        """Name of the host in the address, without a port."""
        return urlsplit(self.address).hostname or "localhost"

    @property
    def is_https(self) -> bool:
        """Whether people reach the site over TLS."""
        return urlsplit(self.address).scheme == "https"


def read_configuration(environ: Mapping[str, str] | None = None) -> Configuration:
    """The configuration that the environment and ``site.toml`` give.

    Raises:
        SiteError: A setting is unknown or has a value that cannot be used.
    """
    environ = os.environ if environ is None else environ
    home = Path(environ.get(f"{PREFIX}HOME", "watchword-site")).absolute()
    known = {one.name: one for one in fields(Configuration) if one.name != "home"}
    given = {**_written(home / "site.toml", set(known))}
    for name in known:
        value = environ.get(PREFIX + name.upper())
        if value is not None:
            given[name] = value
    return Configuration(home=home, **{name: _read(name, value) for name, value in given.items()})  # type: ignore[arg-type]


def named_by(bind: str, environ: Mapping[str, str]) -> str:
    """The address that a site calls itself by: the setting, or else where it listens.

    Args:
        bind: Host and port to listen on.
        environ: The environment.

    Raises:
        SiteError: A setting is unknown or has a value that cannot be used.
    """
    home = Path(environ.get(f"{PREFIX}HOME", "watchword-site")).absolute()
    known = {one.name for one in fields(Configuration) if one.name != "home"}
    if f"{PREFIX}ADDRESS" in environ or "address" in _written(home / "site.toml", known):
        return read_configuration(environ).address
    host, _colon, port = bind.rpartition(":")
    here = host in ("", "127.0.0.1", "0.0.0.0", "[::]", "[::1]")  # noqa: S104 - only compared
    return f"http://{'localhost' if here else host}:{port}"


def _written(path: Path, known: set[str]) -> dict[str, object]:
    if not path.is_file():
        return {}
    try:
        written = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SiteError(f"{path} cannot be read: {error}", hint="mend the file") from None
    for name in written:
        if name not in known:
            raise SiteError(
                f"{path} has an unknown setting {name!r}",
                hint=f"settings are {', '.join(sorted(known))}",
            )
    return written


def _read(name: str, value: object) -> object:
    if name in ("debug", "private_webhooks", "private_networks", "sso_trust", "sso_joins"):
        return value in (True, "1", "yes", "true")
    if name == "trusted_proxies":
        if not str(value).isdecimal():
            raise SiteError(f"{name} is {value!r}", hint="give a whole number")
        return int(str(value))
    return str(value)


def secret_key(home: Path) -> str:
    """The site's own key, made on first use and readable by its owner only."""
    path = home / "secret.key"
    if not path.is_file():
        home.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:  # another process was first
            return path.read_text("ascii")
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(64))
    return path.read_text("ascii")


def database(configuration: Configuration) -> dict[str, object]:
    """Django's settings for the database.

    Raises:
        SiteError: The address of the database cannot be understood.
    """
    if not configuration.database:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(configuration.home / "site.sqlite3"),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
                " PRAGMA cache_size=-64000; PRAGMA temp_store=MEMORY;",
            },
        }
    parts = urlsplit(configuration.database)
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise SiteError(
            "the database's address is not understood",
            hint="leave it empty for SQLite, or give postgresql://name:password@host:5432/database",
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or dict(parse_qsl(parts.query)).get("host", ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


def mail(configuration: Configuration) -> dict[str, object]:
    """Django's settings for mail, by name.

    Raises:
        SiteError: The address of the mail server cannot be understood.
    """
    if not configuration.mail:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    parts = urlsplit(configuration.mail)
    if parts.scheme not in ("smtp", "smtps", "smtp+tls") or not parts.hostname:
        raise SiteError(
            "the mail server's address is not understood",
            hint="give smtp://name:password@host:25, smtps:// or smtp+tls://",
        )
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or {"smtps": 465, "smtp+tls": 587}.get(parts.scheme, 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_TIMEOUT": 20,
    }


def single_sign_on(configuration: Configuration) -> dict[str, dict[str, object]]:
    """Allauth's settings for OpenID Connect and SAML.

    Raises:
        SiteError: One of them is not given in full.
    """
    providers: dict[str, dict[str, object]] = {}
    if configuration.oidc:
        name, title, client, secret, server = _parts("oidc", configuration.oidc, 5)
        app: dict[str, object] = {
            "provider_id": name,
            "name": title,
            "client_id": client,
            "secret": secret,
            "settings": {"server_url": server, "oauth_pkce_enabled": True},
        }
        providers["openid_connect"] = {"APPS": [app]}
    if configuration.saml:
        name, title, entity, metadata = _parts("saml", configuration.saml, 4)
        idp = {"entity_id": entity, "metadata_url": metadata}
        # sites inside an organisation have names without a dot
        given = {"idp": idp, "advanced": {"allow_single_label_domains": True}}
        app = {"name": title, "client_id": name, "provider_id": entity, "settings": given}
        providers["saml"] = {"APPS": [app]}
    return providers


def provider_origins(configuration: Configuration) -> list[str]:
    """Origins of the providers of single sign-on: where a form of the site may lead.

    Browsers hold the redirect after a form to the page's policy too. What the discovery and
    metadata addresses and the entity's id name is taken; ``sso_origins`` names others.
    """
    named = [configuration.oidc.rpartition("|")[2], *configuration.saml.split("|")[2:]]
    found = [urlsplit(one.strip()) for one in (*named, *configuration.sso_origins.split())]
    there = [one for one in found if one.scheme in ("http", "https") and one.netloc]
    return list(dict.fromkeys(f"{one.scheme}://{one.netloc}" for one in there))


def _parts(name: str, value: str, count: int) -> list[str]:
    parts = [one.strip() for one in value.split("|")]
    if len(parts) != count or not all(parts):
        wanted = next(
            line for line in (Configuration.__doc__ or "").splitlines() if f" {name}:" in line
        )
        raise SiteError(f"{name} is not given in full", hint=wanted.strip())
    return parts
