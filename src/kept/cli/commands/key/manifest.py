"""`kept key manifest`: the first manifest of a party."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kept.cli.commands.key.people import Folder, open_book
from kept.cli.commands.key.words import WORDS
from kept.cli.keys import keys_folder, keys_option
from kept.cli.saying import language_of, language_option, say, stop, told

if TYPE_CHECKING:
    from kept.ledger.entries.kinds import Kind
    from kept.ledger.entries.manifest import Recovery, Role
    from kept.ledger.keys import PublicKey


@click.command("manifest")
@click.argument("party")
@click.option("--ledger", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--origin", metavar="NAME", help="The register, if its folder is not at hand.")
@click.option("--root", "roots", multiple=True, required=True, metavar="KEY", help="A root key.")
@click.option(
    "--threshold", type=click.IntRange(1), help="How many roots sign. Most, if left out."
)
@click.option(
    "--next", "following", multiple=True, required=True, metavar="KEY",
    help="A key that may become a root; its secret lies elsewhere.",
)  # fmt: skip
@click.option("--next-threshold", type=click.IntRange(1), help="Likewise, for these.")
@click.option(
    "--role", "roles", multiple=True, metavar="ROLE=KEY[,KEY…]", help="The keys of a role."
)
@click.option(
    "--scope", "scopes", multiple=True, metavar="ROLE:TYPE=N", help="What it signs, by how many."
)
@click.option("--until", "untils", multiple=True, metavar="ROLE=DAY", help="Its last day.")
@click.option("--recovery", "rescuers", multiple=True, metavar="KEY", help="A recovery key.")
@click.option("--recovery-threshold", type=click.IntRange(1), help="How many of these sign.")
@click.option("--recovery-days", type=click.IntRange(1, 366), default=30, show_default=True)
@click.option("--signed-by", multiple=True, metavar="KEY", help="Which roots sign this entry.")
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="FILE"
)
@keys_option
@language_option
@told
def command(
    *,
    party: str,
    ledger: Path | None,
    origin: str | None,
    roots: tuple[str, ...],
    threshold: int | None,
    following: tuple[str, ...],
    next_threshold: int | None,
    roles: tuple[str, ...],
    scopes: tuple[str, ...],
    untils: tuple[str, ...],
    rescuers: tuple[str, ...],
    recovery_threshold: int | None,
    recovery_days: int,
    signed_by: tuple[str, ...],
    out: Path,
    keys: Path | None,
    lang: str | None,
) -> None:
    """Write the first manifest of PARTY to FILE: its keys, and what each may sign.

    KEY is the name of a key at hand, or a file NAME.pub. Root keys lie with different people:
    FILE goes from one to the next (kept key sign FILE), then to kept statement submit.
    """
    from kept.cli.commands.key.papers import show, write_paper
    from kept.ledger.entries.manifest import Manifest

    folder, book = Folder(keys_folder(keys)), open_book(ledger, origin)
    held, after = folder.keys(roots), folder.keys(following)
    enough = threshold or most(len(held))
    manifest = Manifest(
        party=party,
        version=1,
        roots=held,
        threshold=enough,
        next=tuple(key.id for key in after),
        next_threshold=next_threshold or most(len(after)),
        recovery=_recovery(folder.keys(rescuers), recovery_threshold, recovery_days),
        roles=read_roles(folder, roles, scopes, untils),
    )
    signers = folder.keys(signed_by) if signed_by else folder.in_order(held)[:enough]
    paper = write_paper(out, book, "party.manifest", f"{party}/root", signers, manifest)
    language = language_of(lang)
    show(paper, folder, language)
    say(WORDS, "to-sign", language, out=out)


def most(count: int) -> int:
    """More than half."""
    return count // 2 + 1


def _recovery(keys: Sequence[PublicKey], threshold: int | None, days: int) -> Recovery | None:
    from kept.ledger.entries.manifest import Recovery

    if not keys:
        return None
    return Recovery(keys=tuple(keys), threshold=threshold or most(len(keys)), days=days)


def read_roles(
    folder: Folder, roles: Sequence[str], scopes: Sequence[str], untils: Sequence[str]
) -> tuple[Role, ...]:
    """The roles as they were typed."""
    from kept.ledger.entries.manifest import Role, RoleKey

    held = dict(_pair(each, "--role", "ROLE=KEY") for each in roles)
    last = dict(_pair(each, "--until", "ROLE=DAY") for each in untils)
    asked = [_scope(each) for each in scopes]
    if strangers := ({name for name, _, _ in asked} | last.keys()) - held.keys():
        stop(f"There is no --role {min(strangers)}.")
    made = []
    for name, listed in sorted(held.items()):
        keys = folder.keys(listed.split(","))
        scope = {kind: count for role, kind, count in asked if role == name}
        made.append(
            Role(
                role=name,
                keys=tuple(RoleKey(key) for key in keys),
                scope=scope or _usual(len(keys)),
                until=_day(last[name]) if name in last else None,
            )
        )
    return tuple(made)


def _usual(keys: int) -> dict[Kind, int]:
    """What a delegation signs; statements by four eyes where there are four."""
    eyes = min(keys, 2)
    return {
        "statement.filed": eyes,
        "statement.sealed": eyes,
        "statement.disclosed": eyes,
        "body.erased": eyes,
    }


def _scope(text: str) -> tuple[str, Kind, int]:
    from kept.ledger.entries.kinds import SCOPED
    from kept.names import nearest

    role, _, rest = text.partition(":")
    named, _, count = rest.partition("=")
    kind = next((kind for kind in SCOPED if kind == named), None)
    if kind is None or not role or not count.isascii() or not count.isdigit():
        close = None if kind else nearest(named, SCOPED)
        hint = f" Did you mean {close}?" if close else ""
        stop(f"“{text}” is no scope: write delegation:statement.filed=2.{hint}")
    return role, kind, int(count)


def _pair(text: str, option: str, form: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not name or not sign or not value:
        stop(f"“{text}” after {option} must be {form}.")
    return name, value


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        stop(f"“{text}” is no day; write one such as 2027-06-30.")
