"""``watchword site``: the web application, served and looked after."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    help="The web application: serve it, back it up, look after it.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

HomeOption = Annotated[
    Path | None,
    typer.Option("--home", help="The site's folder; ./watchword-site unless WATCHWORD_HOME says."),
]


@app.command()
def serve(
    home: HomeOption = None,
    bind: Annotated[str, typer.Option(help="Where to listen.")] = "127.0.0.1:8000",
    threads: Annotated[int, typer.Option(min=1, help="Requests answered at once.")] = 8,
    demonstration: Annotated[
        bool,
        typer.Option("--demonstration", help="Fill an empty site with an invented organisation."),
    ] = False,
) -> None:
    """Set the site up if need be, then serve it: web and worker together, until Ctrl-C."""
    if demonstration:  # invented people with one password that everybody knows
        os.environ.setdefault("WATCHWORD_SECOND_FACTOR", "")
    if home is not None:
        os.environ["WATCHWORD_HOME"] = str(home.absolute())
    from watchword.site.configuration import named_by

    os.environ["WATCHWORD_ADDRESS"] = named_by(bind, os.environ)
    _open(home)
    from watchword.site.running import run_site

    raise typer.Exit(run_site(bind=bind, threads=threads, with_demonstration=demonstration))


@app.command("create-admin")
def create_admin(
    email: Annotated[str, typer.Argument(help="Address to sign in with.")],
    home: HomeOption = None,
    given_name: Annotated[str, typer.Option("--given-name")] = "",
    family_name: Annotated[str, typer.Option("--family-name")] = "",
) -> None:
    """Make a person who may do everything, with a password that is asked for."""
    _open(home)
    from watchword.site.running import create_administrator

    password = os.environ.get("WATCHWORD_ADMIN_PASSWORD") or typer.prompt(
        "Password (12 characters or more)", hide_input=True, confirmation_prompt=True
    )
    create_administrator(
        email=email, given_name=given_name, family_name=family_name, password=password
    )
    typer.echo(f"{email} may sign in now, and do everything.")


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="Where to: site-backup.zip.")],
    home: HomeOption = None,
) -> None:
    """Write the whole site into one file; it may be running."""
    _open(home)
    from django.conf import settings

    from watchword.site.backup import take_backup

    made = take_backup(settings.CONFIGURATION, file)
    typer.echo(
        f"{file}: {len(made.files)} files, {made.entries:,} audit entries, the last {made.last}"
    )


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A backup.")], home: HomeOption = None
) -> None:
    """Put a backup back, after testing it; what was there is moved aside. Stop the site first."""
    _open(home)
    from django.conf import settings

    from watchword.site.backup import restore_backup

    found = restore_backup(settings.CONFIGURATION, file)
    typer.echo(f"restored as of {found.taken_at}; {found.entries:,} audit entries hold")


@app.command()
def check(home: HomeOption = None) -> None:
    """Look whether the site is whole: settings, database, guards, the audit record, mail.

    Ends with 0 when all is well, 1 when not.
    """
    _open(home)
    from watchword.site.running import look

    found = look()
    for words, is_well in found:
        typer.echo(f"{'✓' if is_well else '✗'} {words}")
    if not all(is_well for _, is_well in found):
        raise typer.Exit(1)


@app.command()
def upgrade(home: HomeOption = None) -> None:
    """Bring a site to this version: a backup first, then the database."""
    _open(home)
    from watchword.site.running import upgrade_site

    typer.echo(upgrade_site())


@app.command(name="renew-token-key")
def renew_token_key(home: HomeOption = None) -> None:
    """Encrypt every network's token under a new key, and forget the old ones."""
    _open(home)
    from watchword.site.accounts.actions import renew_token_key as renew

    typer.echo(f"{renew()} tokens lie under a new key; the old ones are forgotten")


def _open(home: Path | None) -> None:
    """Get Django ready for the site in a folder."""
    from watchword.base.errors import SiteError

    if home is not None:
        os.environ["WATCHWORD_HOME"] = str(home.absolute())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "watchword.site.settings")
    try:
        import django
    except ModuleNotFoundError:
        raise SiteError(
            "the web application is not installed", hint="pip install 'watchword[site]'"
        ) from None
    django.setup()
