"""`kept coverage`: which record carries each sentence of the articles a process was tried on."""

from __future__ import annotations

import click

from kept.archive import coverage_texts
from kept.cli.asking import asks, load, print_json
from kept.cli.saying import language_of
from kept.report.coverage import astray, coverage, read_sentences, to_markdown, uncovered
from kept.report.plain import plain


@click.command("coverage")
@click.argument("process")
@asks(day=False, standpoint=False)
def command(process: str, lang: str | None, as_json: bool) -> None:
    """Each sentence of the seed articles, in our words, and what carries it.

    Exit code 1 if a sentence is carried by nothing and nobody says why.
    """
    folder = load(process)
    sentences = read_sentences(coverage_texts(folder.path), folder.process.head.languages)
    rows = coverage(folder.process, folder.statements, sentences)
    if as_json:
        print_json({"schema": "kept.coverage/1", "sentences": plain(rows)})
    else:
        click.echo(to_markdown(rows, language_of(lang)), nl=False)
    lost = (*uncovered(rows), *astray(folder.process, folder.statements, sentences))
    raise SystemExit(1 if lost else 0)
