"""TOML, read with its places or refused in plain words."""

from datetime import date

import pytest

from kept.texts import Place, ProblemsError, read_toml
from kept.texts.toml import LARGEST


def refusal_of(text: str, first_line: int = 1) -> str:
    with pytest.raises(ProblemsError) as refusal:
        read_toml(text, "a.toml", first_line)
    return str(refusal.value)


def test_a_text_is_read_with_the_place_of_everything() -> None:
    text = read_toml('[a]\nb = [\n  1,\n  "x",\n]\nc = 2025-06-27\n', "a.toml", first_line=10)

    assert text.tables == {"a": {"b": [1, "x"], "c": date(2025, 6, 27)}}
    assert text.place(("a", "b", 1)) == Place("a.toml", 13)
    assert text.place(("a", "c"), "a") == Place("a.toml", 15, "a")


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ('a = "x\n', 1, "Quotes are not closed on this line. Close them."),
        ("a = 1\nb = 27.06.2025", 2, "There is no such day or time. Write a date as 2025-06-27."),
        ("a = 2025-6-27", 1, "There is no such day or time. Write a date as 2025-06-27."),
        ("a = 2025-02-30", 1, "There is no such day or time. Write a date as 2025-06-27."),
        ("a = 2025-13-01", 1, "There is no such day or time. Write a date as 2025-06-27."),
        ("\na = state", 2, "This value cannot be read. Put text in quotes; write lists in [ ], tables in { } and dates as 2025-06-27."),
        ("a = 1\na = 2", 2, "This stands here for the second time. Keep one, or give it another name."),
        ("a = { b = 1, b = 2 }", 1, "A key stands twice within braces. Keep one."),
        ("[a]\n[a]", 2, "[a] stands twice. Join the two, or give one another id."),
        ("[a.'b c']\nx = 1\n[a.'b c']", 3, "[a.b c] stands twice. Join the two, or give one another id."),
        ("a = []\n[[a]]", 2, "A list or a table in braces is closed, and this adds to it. Write it all in one place."),
        ("a = { b = 1\n", 1, "Braces are not closed, or quotes within them are missing. Close them on the same line."),
        ("a = [1 2]", 1, "A list is not closed, or a comma in it is missing. Write [a, b]."),
        ("a b", 1, "Here stands neither a key with its value nor the name of a table. Write key = value or [table.name]."),
        ("!", 1, "Here stands neither a key with its value nor the name of a table. Write key = value or [table.name]."),
        ("a = { = 1 }", 1, "A key is missing or holds a character that no key may hold. Use a to z, 0 to 9, - and _; a table in braces stands on one line."),
        ("a = 1 b = 2", 1, "Something stands behind the value. Put it on a line of its own, or into the quotes."),
        ('a = "C:\\d"', 1, "A \\ in quotes means a special character. Write \\\\."),
        ("b = 1\na = " + "9" * 5000, 2, "A number is too long. Write a smaller one, or put it in quotes."),
        ("b = 1\na = [1,\n", 2, "What is opened on this line is never closed. Close the bracket, the brace or the quotes."),
        ('b = """\nx', 1, "What is opened on this line is never closed. Close the bracket, the brace or the quotes."),
        ("[a", 1, "This is no TOML: Expected ']' at the end of a table declaration. Correct the line."),
        ("b = 1\na = ", 2, "This value cannot be read. Put text in quotes; write lists in [ ], tables in { } and dates as 2025-06-27."),
    ],
)  # fmt: skip
def test_what_is_no_toml_is_told_in_plain_words(text: str, line: int, told: str) -> None:
    assert refusal_of(text) == f"a.toml:{line}: {told}"


def test_the_line_is_that_of_the_file_the_text_was_taken_from() -> None:
    assert refusal_of("\na = x", first_line=30).startswith("a.toml:31: ")


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 30 + "]" * 30,
        "[a.b.c.d.e.f.g]\nh.i.j.k.l.m.n.o = { p.q.r.s.t.u.v.w = { x.y.z = 1 } }",
        "'a'.'b' = " + "[" * 50_000,
    ],
)
def test_depth_is_refused_however_it_is_written(text: str) -> None:
    assert "More than 24 tables or lists stand within one another." in refusal_of(text)


def test_brackets_that_only_the_standard_reader_sees_are_refused_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def overflow(_: str) -> None:
        raise RecursionError

    monkeypatch.setattr("kept.texts.toml.tomllib.loads", overflow)

    assert refusal_of("a = 1", 7) == (
        "a.toml:7: More than 24 tables or lists stand within one another. Write it flatter."
    )


def test_a_text_is_read_up_to_a_size_a_person_can_read() -> None:
    full = "a = 1\n" + "#" * (LARGEST - 6)

    assert read_toml(full, "a.toml").tables == {"a": 1}
    assert refusal_of(full + "#") == (
        "a.toml:1: The file is larger than 2,000,000 characters. "
        "Split it: a person has to be able to read it."
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("\ufeffa = 1", "a.toml:1: The file begins with a byte order mark. Save it as UTF-8 without one."),
        ("a = 1\n# hid\u200bden", "a.toml:2: Character 6 is U+200B ZERO WIDTH SPACE, which readers cannot see. Remove it."),
        ("a = 1\r\n", "a.toml:1: Character 6 is U+000D, which readers cannot see. Remove it."),
    ],
)  # fmt: skip
def test_what_cannot_be_seen_is_refused_in_comments_too(text: str, told: str) -> None:
    assert refusal_of(text) == told


def test_tabs_and_accents_are_read() -> None:
    assert read_toml('a\t=\t"« Été »\u202f!"', "a.toml").tables == {"a": "« Été »\u202f!"}
