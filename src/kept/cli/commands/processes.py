"""`kept processes`: what is at hand."""

from __future__ import annotations

import click

from kept.archive import open_process
from kept.cli.asking import asks, print_json, processes_root
from kept.cli.head import coding
from kept.cli.saying import language_of
from kept.cli.screen import Screen
from kept.texts import ProblemsError


@click.command("processes")
@asks(day=False, standpoint=False)
def command(lang: str | None, as_json: bool) -> None:
    """The processes that are at hand, and who coded and reviewed them."""
    language = language_of(lang)
    screen = Screen(language)
    found = []
    for path in sorted(processes_root().glob("*/process.toml")):
        try:
            process = open_process(path.parent).process
        except ProblemsError as error:
            found.append({"id": path.parent.name, "errors": len(error.problems)})
            screen_line = f"{path.parent.name}: kept check {path.parent.name}"
            if not as_json:
                screen.line(screen_line)
            continue
        found.append({"id": process.head.id, "title": dict(process.head.title.by_language)})
        if not as_json:
            screen.marked(
                f"[bold]{process.head.id}[/]  {process.head.title.in_language(language)}"
            )
            screen.line(" · ".join(coding(process, language)), 2, "dim")
    if as_json:
        print_json({"schema": "kept.processes/1", "processes": found})
