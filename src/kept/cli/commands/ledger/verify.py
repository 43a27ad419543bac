"""`kept ledger verify`: check a folder or a bundle, offline."""

from __future__ import annotations

from pathlib import Path

import click

from kept.cli.copies import copy_of, read_own_policy
from kept.cli.saying import UNREADABLE, WRONG, language_of, language_option, told


@click.command("verify")
@click.argument("copy", type=click.Path(exists=True, path_type=Path), metavar="FOLDER|BUNDLE")
@click.option(
    "--policy",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Whose signatures you rely on, from somewhere you trust. Left out: what came with it.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
@language_option
@told
def command(copy: Path, policy: Path | None, lang: str | None, *, as_json: bool) -> None:
    """Check everything that can be checked of a register or a bundle, without any network.

    Exit code 1: something was changed, is missing, or was never right. 3: it cannot be read.
    """
    from kept.report.ledger import findings_json, findings_text

    findings = copy_of(copy).verified(read_own_policy(policy))
    if as_json:
        from kept.cli.asking import print_json

        print_json(findings_json(findings))
    else:
        click.echo(findings_text(findings, language_of(lang)))
    if not findings.holds:
        raise SystemExit(UNREADABLE if findings.unreadable else WRONG)
