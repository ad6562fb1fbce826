"""All commands."""

from __future__ import annotations

import typer

from watchword.cli import (
    audit,
    benchmark,
    check,
    draw,
    effects,
    kpi,
    learn,
    ledger,
    make,
    monthly,
    policy,
    post,
    score,
    site,
    trend,
)

app = typer.Typer(
    name="watchword",
    help="The social media policy that runs.",
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)

app.command("check")(check.check)
app.command("new")(make.new)
app.command("import")(make.import_)
app.command("fmt")(make.fmt)
app.command("lint")(policy.lint)
app.command("test")(policy.test)
app.command("show")(policy.show)
app.command("diff")(policy.diff)
app.command("render")(draw.render)
app.command("schema")(learn.schema)
app.command("list")(learn.list_)
app.command("count")(learn.count)
app.command("score")(score.score)
app.command("benchmark")(benchmark.benchmark)
app.command("kpi")(kpi.kpi)
app.command("effects")(effects.effects)
app.command("trend")(trend.trend)
app.command("report")(monthly.report)
app.add_typer(post.app, name="post")
app.add_typer(ledger.app, name="ledger")
app.add_typer(site.app, name="site")
app.add_typer(audit.app, name="audit")
