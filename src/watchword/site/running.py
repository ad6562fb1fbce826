"""A site set up, filled and served, for the command line."""

from __future__ import annotations

import shutil
import sys

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.validators import validate_email

from watchword.base.errors import SiteError
from watchword.site.configuration import Configuration


def run_site(*, bind: str, threads: int, with_demonstration: bool) -> int:
    """Set up, fill if wished, serve; 0 when it was told to end."""
    from watchword.site.serve import serve

    configuration: Configuration = settings.CONFIGURATION
    prepare()
    if with_demonstration:
        from watchword.site.demonstration import DEMO_PASSWORD, SIGN_INS, fill

        fill()
        _lend_ledger()
    say(f"\nWatchword is at {configuration.address}   (Ctrl-C ends it)\n")
    if with_demonstration:
        say(f"Sign in as one of these invented people; each has the password {DEMO_PASSWORD!r}:")
        for email, words in SIGN_INS:
            say(f"  {email:<34} {words}")
        if not settings.SECOND_FACTOR_ROLES:
            say(
                "\n(No second factor is asked of them. A site of your own asks owner and administrator"
            )
            say("for one: WATCHWORD_SECOND_FACTOR names the roles.)")
        say("")
    return serve(configuration, bind=bind, threads=threads)


def _lend_ledger() -> None:
    """Give the demonstration's site the demonstration's posts, where they lie beside it."""
    home = settings.CONFIGURATION.home
    source, target = home.parent / "ledger", home / "ledger"
    if (source / "ledger.json").is_file() and not target.exists():
        shutil.copytree(source, target)


def prepare() -> None:
    """Bring the database and the files that are served to this version."""
    settings.CONFIGURATION.home.mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def create_administrator(*, email: str, given_name: str, family_name: str, password: str) -> None:
    """Make a person with every role.

    Raises:
        SiteError: The address or password cannot be used, or the person is there already.
    """
    from django.contrib.auth.password_validation import validate_password

    from watchword.site.audit.actions import System
    from watchword.site.people.actions import set_up_person
    from watchword.site.people.models import Person
    from watchword.site.people.roles import Role

    prepare()
    try:
        validate_email(email)
        validate_password(password)
    except ValidationError as error:
        raise SiteError(" ".join(error.messages).rstrip(".")) from None
    if Person.objects.filter(email__iexact=email).exists():
        raise SiteError(f"{email} is there already", hint="give them roles in the site")
    set_up_person(
        System(audit_id="command-line", audit_name="Command line"),
        external_id=email.lower(),
        email=email,
        given_name=given_name or email.split("@", maxsplit=1)[0],
        family_name=family_name,
        password=password,
        roles=[one for one in Role if one not in (Role.EMPLOYEE, Role.MANAGER)],
    )


def say(words: str) -> None:
    """Words for whoever started the site."""
    sys.stderr.write(words + "\n")
    sys.stderr.flush()
