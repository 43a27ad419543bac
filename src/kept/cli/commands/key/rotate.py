"""`kept key rotate`: the next manifest of a party, with new keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kept.cli.commands.key.people import Folder, open_book
from kept.cli.commands.key.words import WORDS
from kept.cli.keys import keys_folder, keys_option, new_passphrase, passphrase_option
from kept.cli.saying import language_of, language_option, say, stop, told

if TYPE_CHECKING:
    from kept.archive.keys import Purpose
    from kept.ledger.entries.manifest import Manifest, Role
    from kept.ledger.keys import PublicKey


@click.command("rotate")
@click.argument("party")
@click.option(
    "--ledger",
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The register.",
)
@click.option(
    "--replace", "replaced", multiple=True, metavar="OLD=NEW", help="A role key by another one."
)
@click.option(
    "--root", "roots", multiple=True, metavar="KEY",
    help="A root from now on: one committed to as next, or one that stays.",
)  # fmt: skip
@click.option(
    "--next", "following", multiple=True, metavar="KEY",
    help="With --root: a key that may become a root after these. Made anew if left out.",
)  # fmt: skip
@click.option("--signed-by", multiple=True, metavar="KEY", help="Which root keys sign this entry.")
@click.option("--no-passphrase", is_flag=True, help="Leave new secrets in the clear.")
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="FILE"
)
@keys_option
@passphrase_option
@language_option
@told
def command(
    *,
    party: str,
    ledger: Path,
    replaced: tuple[str, ...],
    roots: tuple[str, ...],
    following: tuple[str, ...],
    signed_by: tuple[str, ...],
    no_passphrase: bool,
    out: Path,
    keys: Path | None,
    passphrase_file: Path | None,
    lang: str | None,
) -> None:
    """Write the next manifest of PARTY to FILE. Keys that do not exist yet are made.

    Role keys are replaced one by one. Root keys change only to those that the manifest in force
    has committed to, so that whoever steals the roots in use cannot take over.
    """
    from kept.cli.commands.key.papers import show, write_paper

    folder, book = Folder(keys_folder(keys)), open_book(ledger, None)
    old = book.manifest(party)
    if not replaced and not roots:
        stop("Say what changes: --replace OLD=NEW for a role key, --root KEY for the roots.")
    language = language_of(lang)

    def make(name: str, purpose: Purpose) -> PublicKey:
        from kept.archive.keys import new_key

        phrase = None if no_passphrase else new_passphrase(name, passphrase_file)
        made = new_key(folder.path, name, purpose=purpose, passphrase=phrase)
        say(WORDS, "made", language, name=name, secret=made.secret, public=made.public)
        return made.key

    new = replace(old, version=old.version + 1, recovers=False)
    new = replace(new, roles=_replaced(folder, old.roles, replaced, make))
    if roots:
        new = _rooted(folder, new, roots, following, make)
    signers = folder.keys(signed_by) if signed_by else _signing(folder, old, new)
    paper = write_paper(out, book, "party.manifest", f"{party}/root", signers, new)
    show(paper, folder, language)
    say(WORDS, "to-sign", language, out=out)


Make = Callable[[str, "Purpose"], "PublicKey"]


def _replaced(
    folder: Folder, roles: Sequence[Role], pairs: Sequence[str], make: Make
) -> tuple[Role, ...]:
    from kept.ledger.entries.manifest import RoleKey

    named = [_pair(folder, each) for each in pairs]
    held = {each.key.id for role in roles for each in role.keys}
    if strangers := [name for name, key, _ in named if key.id not in held]:
        stop(f"{strangers[0]} is the key of no role in the manifest in force.")
    changes = {old.id: RoleKey(_held(folder, new, "role", make)) for _, old, new in named}
    return tuple(
        replace(role, keys=tuple(changes.get(each.key.id, each) for each in role.keys))
        for role in roles
    )


def _pair(folder: Folder, text: str) -> tuple[str, PublicKey, str]:
    old, sign, new = text.partition("=")
    if not old or not sign or not new:
        stop(f"“{text}” after --replace must be OLD=NEW.")
    return old, folder.key(old), new


def _held(folder: Folder, name: str, purpose: Purpose, make: Make) -> PublicKey:
    """The key of this name; made now if there is none and it is no file."""
    if name.endswith(".pub") or (folder.path / f"{name}.pub").exists():
        return folder.key(name)
    return make(name, purpose)


def _rooted(
    folder: Folder, new: Manifest, roots: Sequence[str], following: Sequence[str], make: Make
) -> Manifest:
    chosen = folder.keys(roots)
    allowed = {*new.next, *(key.id for key in new.roots)}
    if strangers := [key for key in chosen if key.id not in allowed]:
        stop(
            f"{folder.name_of(strangers[0].id)} may not become a root: the manifest in force has "
            "not committed to it as a next one."
        )
    fresh = sum(key not in new.roots for key in chosen)
    if 0 < fresh < new.next_threshold:
        stop(
            f"{fresh} root would be new, and at least {new.next_threshold} new ones must sign: so "
            "the manifest in force has it. Change more roots at once."
        )
    names = following or [
        f"{new.party}-root-{new.version + 1}-{number}" for number in range(1, len(new.next) + 1)
    ]
    after = sorted(_held(folder, name, "root", make).id for name in names)
    return replace(
        new,
        roots=chosen,
        threshold=min(new.threshold, len(chosen)),
        next=tuple(after),
        next_threshold=min(new.next_threshold, len(after)),
    )


def _signing(folder: Folder, old: Manifest, new: Manifest) -> list[PublicKey]:
    """Enough of the roots in force; and if they change, enough of the new ones."""
    staying = folder.in_order(key for key in old.roots if key in new.roots)
    leaving = folder.in_order(key for key in old.roots if key not in new.roots)
    first = [*staying, *leaving][: old.threshold]
    fresh = folder.in_order(key for key in new.roots if key not in old.roots)
    if not fresh and not leaving:
        return first
    counted = sum(key in staying for key in first)
    return [*first, *fresh[: max(old.next_threshold, new.threshold - counted)]]
