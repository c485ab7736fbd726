"""The manual's page of all commands and options, written from the commands themselves."""

from __future__ import annotations

from collections.abc import Iterator

import click

_HEAD = """# All commands

Every command with all that it takes, for looking things up. [The command line](command-line.md) shows them at work;
`annotator COMMAND --help` says the same in the terminal. FILE is a project, unless something else is said.
"""


def reference_page(commands: click.Group) -> str:
    """The page, a section for each command in the order of the alphabet."""
    with click.Context(commands, info_name="annotator") as context:
        sections = [
            _section(context, name, commands.commands[name])
            for name in commands.list_commands(context)
            if not commands.commands[name].hidden
        ]
    return "\n".join((_HEAD, *sections))


def _section(parent: click.Context, name: str, command: click.Command) -> str:
    with click.Context(command, info_name=name, parent=parent) as context:
        arguments = [_argument(one) for one in command.params if isinstance(one, click.Argument)]
        options = [f"- {_option(context, one)}" for one in command.params if isinstance(one, click.Option)]
    usage = " ".join(("annotator", name, *arguments))
    return "\n".join((f"## {name}", "", f"`{usage}`", "", _help(command), "", *options, ""))


def _argument(argument: click.Argument) -> str:
    name = argument.human_readable_name + ("…" if argument.nargs == -1 else "")
    return name if argument.required else f"[{name}]"


def _help(command: click.Command) -> str:
    paragraphs = (command.help or "").split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def _option(context: click.Context, option: click.Option) -> str:
    """How it is written and what it does, what can be chosen, and what holds without it."""
    written = " or ".join(f"`{name}{_value(option)}`" for name in option.opts)
    return f"{written}: {' '.join(_facts(context, option))}"


def _value(option: click.Option) -> str:
    match option.type:
        case _ if option.is_flag:
            return ""
        case _ if option.metavar:
            return f" {option.metavar}"
        case click.Path():
            return " FILE"
        case click.Choice():
            return " WORD"
        case click.types.IntParamType() | click.types.FloatParamType():
            return " NUMBER"
    return " TEXT"


def _facts(context: click.Context, option: click.Option) -> Iterator[str]:
    yield option.help or ""
    if isinstance(option.type, click.Choice):
        words = [f"`{word}`" for word in option.type.choices]
        yield f"One of {', '.join(words[:-1])} and {words[-1]}."
    if option.required:
        yield "Must be given."
    default = option.get_default(context)
    if option.show_default and default is not None:
        yield f"Without it `{default}`."
