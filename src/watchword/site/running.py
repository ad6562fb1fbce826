"""A site set up, filled and served, for the command line."""

from __future__ import annotations

import shutil
import sys

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.validators import validate_email
from django.utils import timezone

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


def look() -> list[tuple[str, bool]]:
    """What was looked at on a site, in words, and whether it is well."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from watchword.site.audit.chain import breaks
    from watchword.site.audit.queries import as_written
    from watchword.site.kit.triggers import missing_guards
    from watchword.site.notices.models import Notice

    configuration: Configuration = settings.CONFIGURATION
    found = [(f"folder {configuration.home}, database {connection.vendor}", True)]
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    found.append((f"database at this version ({len(waiting)} steps wait)", not waiting))
    if waiting:
        return found
    gone = missing_guards(connection)
    found.append(
        (f"guards of the record and of editions ({', '.join(gone) or 'all there'})", not gone)
    )
    broken = next(iter(breaks(as_written())), "")
    found.append((f"audit record ({broken or 'holds'})", not broken))
    lost = Notice.objects.filter(state=Notice.State.LOST).count()
    found.append((f"notices ({lost} given up)", not lost))
    found.append(
        (
            "mail server " + ("set" if configuration.mail else "not set: mails wait in the site"),
            bool(configuration.mail),
        )
    )
    return found


def upgrade_site() -> str:
    """Back up, then bring the database to this version."""
    from watchword.site.backup import take_backup

    configuration: Configuration = settings.CONFIGURATION
    folder = configuration.home / "backups"
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"before-upgrade-{timezone.now():%Y%m%d-%H%M%S}.zip"
    take_backup(configuration, target)
    prepare()
    return f"this version; a backup from before is {target}"


def say(words: str) -> None:
    """Words for whoever started the site."""
    sys.stderr.write(words + "\n")
    sys.stderr.flush()
