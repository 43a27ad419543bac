"""Files that are carried by hand: written whole or not at all, or to the screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def out_option(function: F) -> F:
    """`--out FILE`, as `out`; the screen if it is left out."""
    option = click.option(
        "--out",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="The file to write. Left out: the screen.",
    )
    return option(function)


def write_out(data: bytes, out: Path | None) -> None:
    """Write `data` where it was asked for."""
    if out is None:
        click.echo(data, nl=False)
        return
    from kept.archive.ledger.durable import write_file

    write_file(out, data)
