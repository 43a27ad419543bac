"""Inputs that must be refused or pointed at, each with the exact words.

Every file in `process/`, `text/`, `instruments/` and `statements/` is put into the sound
process of `sound/`, and `messages.toml` holds all that is then said about it.
"""

import re
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from kept.archive import ProcessNotFoundError, find_process, open_process
from kept.assessment.references import check_statements
from kept.process.check import check_process
from kept.texts import Problem, ProblemsError

HERE = Path(__file__).parent
WHERE = {"process": "process.toml", "text": "{}", "instruments": "instruments/{}"}
WHERE["statements"] = "statements/{}"
INPUTS = {
    each.relative_to(HERE).as_posix(): each for part in WHERE for each in (HERE / part).iterdir()
}
MESSAGES = tomllib.loads((HERE / "messages.toml").read_text("utf-8"))


def sound(folder: Path) -> Path:
    return Path(shutil.copytree(HERE / "sound", folder / "sound"))


def said_of(folder: Path) -> list[str]:
    """All that is said about a process: its refusal, or what a careful editor points at."""
    try:
        found = open_process(folder)
    except ProblemsError as refusal:
        return [str(each) for each in refusal.problems]
    problems = [*check_process(found.process), *check_statements(found.process, found.statements)]
    return [told(each) for each in problems]


def told(problem: Problem) -> str:
    return str(problem) if problem.severity == "error" else f"{problem.severity}: {problem}"


def test_the_sound_process_is_sound() -> None:
    assert said_of(HERE / "sound") == []


def test_each_input_has_its_message() -> None:
    assert MESSAGES.keys() == INPUTS.keys()


@pytest.mark.parametrize("name", sorted(INPUTS))
def test_a_bad_input_is_told_in_these_words(name: str, tmp_path: Path) -> None:
    folder = sound(tmp_path)
    place = WHERE[name.split("/")[0]].format(name.split("/")[1])

    (folder / place).write_bytes(INPUTS[name].read_bytes())

    assert said_of(folder) == MESSAGES[name]


@pytest.mark.parametrize("name", sorted(MESSAGES))
def test_a_message_names_a_line_and_says_what_and_what_to_do(name: str) -> None:
    form = re.compile(
        r"((warning|not-stated): )?[^ :]+:[1-9][0-9]*( \([^)]+\))?: \S.*\S", re.DOTALL
    )

    assert MESSAGES[name], "nothing is said of it"
    for each in MESSAGES[name]:
        assert form.fullmatch(each), each


MANY = 100_000
GENERATED: dict[str, tuple[str, Callable[[], str], str]] = {
    "ten megabytes of TOML": (
        "large.toml",
        lambda: '[actor.corda]\nkind = "state"\n' + "# and more\n" * 1_000_000,
        "large.toml:1: The file is larger than 2,000,000 characters. "
        "Split it: a person has to be able to read it.",
    ),
    "ten megabytes of Markdown": (
        "instruments/large.md",
        lambda: "# Long / Long\n\n" + "and more\n" * 1_200_000,
        "instruments/large.md:1: The file is larger than 2,000,000 characters. "
        "Split it: a person has to be able to read it.",
    ),
    "a hundred thousand brackets": (
        "deep.toml",
        lambda: "[commitment.patrol]\nof = " + "[" * MANY + "]" * MANY + "\n",
        "deep.toml:2: More than 24 tables or lists stand within one another. Write it flatter.",
    ),
    "a hundred thousand dots in a key": (
        "deep.toml",
        lambda: "[commitment.patrol]\ndone" + ".not" * MANY + " = 1\n",
        "deep.toml:2: More than 24 tables or lists stand within one another. Write it flatter.",
    ),
    "a hundred thousand spaced dots in a heading": (
        "deep.toml",
        lambda: "[commitment" + " . not" * MANY + "]\nx = 1\n",
        "deep.toml:1: More than 24 tables or lists stand within one another. Write it flatter.",
    ),
    "brackets behind a key no scan understands": (
        "deep.toml",
        lambda: "[commitment.patrol]\n'a' . \"b\" = " + "[" * MANY + "\n",
        "deep.toml:2: More than 24 tables or lists stand within one another. Write it flatter.",
    ),
    "a key of a hundred thousand characters": (
        "long.toml",
        lambda: "[actor.corda]\n" + "k" * MANY + " = 1\n",
        "long.toml:2 (actor.corda): Nobody knows the field “kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk…” "
        "here. Known are kind, name, short, role, aliases, part_of, called, office, ref, sources, "
        "seed, note.",
    ),
}


@pytest.mark.parametrize("name", GENERATED)
def test_an_enormous_input_is_refused_in_these_words(name: str, tmp_path: Path) -> None:
    file, text, message = GENERATED[name]
    folder = sound(tmp_path)

    (folder / file).write_text(text(), "utf-8")

    assert said_of(folder) == [message]


def test_a_folder_named_like_a_text_is_passed_over(tmp_path: Path) -> None:
    folder = sound(tmp_path)

    (folder / "old.toml").mkdir()
    (folder / "statements" / "old.toml").mkdir()

    assert said_of(folder) == []


def test_a_process_nobody_knows_is_refused_with_the_nearest_name(tmp_path: Path) -> None:
    sound(tmp_path)

    with pytest.raises(ProcessNotFoundError) as near:
        find_process("sond", tmp_path)
    with pytest.raises(ProcessNotFoundError) as far:
        find_process("elsewhere", tmp_path)

    assert str(near.value) == "There is no process “sond”. Did you mean sound?"
    assert str(far.value) == "There is no process “elsewhere”. Known are: sound."
