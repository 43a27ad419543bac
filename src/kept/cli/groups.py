"""Groups of commands: known by name, loaded when they are asked for, so that help is quick."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from keyword import iskeyword

import click


class Commands(click.Group):
    """Subcommands by name; listing them loads none of them.

    `folder` is the package that holds one module a command, each with its `command`;
    `listed` says in half a sentence what each does.
    """

    def __init__(
        self, *args: object, folder: str, listed: Mapping[str, str], **kw: object
    ) -> None:
        super().__init__(*args, **kw)  # type: ignore[arg-type]  # click's own arguments
        self.folder = folder
        self.listed = listed

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click's signature
        return list(self.listed)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 -- click's signature
        cmd_name: str,
    ) -> click.Command | None:
        if cmd_name not in self.listed:
            return None
        module = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command = import_module(f"{self.folder}.{module}").command
        return command if isinstance(command, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        from kept.names import nearest

        if args and args[0] not in self.listed and not args[0].startswith("-"):
            close = nearest(args[0], self.listed)
            hint = f" Did you mean {close}?" if close else f" {self._path(ctx)} --help lists them."
            ctx.fail(f"There is no command “{args[0]}”.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 -- click's signature
        formatter: click.HelpFormatter,
    ) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(self.listed.items()))

    @staticmethod
    def _path(ctx: click.Context) -> str:
        return ctx.command_path if ctx.command_path.startswith("kept") else "kept"
