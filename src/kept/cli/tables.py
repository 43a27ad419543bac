"""Tables on the screen."""

from __future__ import annotations

from rich import box
from rich.table import Table

from kept.assessment import SHOWN
from kept.cli.screen import Screen
from kept.report.labels import label
from kept.report.review import Review
from kept.report.wording import words


def counts_table(review: Review, screen: Screen) -> Table:
    """How many commitments stand how, one column for each track; never one for each party."""
    process, counts, language = review.process, review.counts, screen.language
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column("")
    for track in counts:
        table.add_column(process.tracks[track].name.in_language(language), justify="right")
    for word in SHOWN:
        row = [counts[track].get(word, 0) for track in counts]
        if any(row):
            shown = screen.word(word, words.shown_word(word, process, language))
            table.add_row(shown, *(str(each) if each else "·" for each in row))
    table.add_section()
    sums = (str(sum(counts[track].values())) for track in counts)
    table.add_row(f"[dim]{label('in-all', language)}[/]", *(f"[dim]{each}[/]" for each in sums))
    return table
