"""The command `kept`: its subcommands are known by name and loaded when they are asked for."""

from __future__ import annotations

import click

from kept.cli.groups import Commands

COMMANDS = {
    "review": "Where a process stands, what changed, what is due.",
    "portfolio": "Many processes at once: how many commitments stand how.",
    "explain": "One commitment: text, accounts, reasons, readings, history.",
    "history": "One commitment over time: from which day on it stood how.",
    "differ": "Where two standpoints see things differently.",
    "whatif": "What would follow if something were found to be so.",
    "timeline": "What was said, met and decided, day by day.",
    "figures": "An indicator over time, with ranges, as each speaker gave it.",
    "show": "An actor, mechanism, meeting, instrument or phase.",
    "check": "Read a process like a careful editor.",
    "cases": "Run the plain-language cases of a process.",
    "coverage": "Which record carries each sentence of the seed articles.",
    "export": "A process laid out for other programs: a warehouse.",
    "ledger": "The register: begin it, enter, publish, verify, hand out.",
    "statement": "Statements in the register: write, sign, file, take back.",
    "key": "Keys: make one, show it, replace it, revoke it.",
    "witness": "Be a witness of a register, ask one, carry answers by hand.",
    "places": "Real outlines of the agreed areas, for the diagram.",
    "schema": "Write the JSON Schema of the text format.",
    "processes": "The processes that are at hand.",
}
EPILOG = """
Exit codes: 0 fine; 1 a check or a case found something wrong; 2 wrong usage, or a name
nobody knows; 3 a process that cannot be read as it stands.
"""


class Main(Commands):
    """The first level: what no command expects ends in a sentence, not in a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        from kept.dates import DateError

        try:
            return super().invoke(ctx)
        except DateError as error:  # a checked process never comes here
            click.echo(f"kept: {error} kept check names the place.", err=True)
            ctx.exit(3)


@click.group(
    cls=Main,
    folder="kept.cli.commands",
    listed=COMMANDS,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name=None, version="2026.11.0", prog_name="kept")
def main() -> None:
    """Show which promises of a peace agreement have been kept, by whose account, and why.

    Begin with:  kept review great-lakes
    """
