"""What may stand in each field."""

from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from kept.dates import Calendar, Duration, Span
from kept.names import Interval
from kept.texts import (
    ADDRESS,
    GRADE,
    LANGUAGE,
    PCODE,
    SEED,
    Choice,
    Day,
    ExactDay,
    Field,
    Figure,
    Flag,
    Id,
    Ids,
    Lasting,
    Line,
    Lines,
    Listed,
    Refused,
    Table,
    Whole,
    Words,
    WordsField,
)
from kept.texts.compound import ShortWords
from kept.texts.fields import kind_of

EN_FR = ("en", "fr")
CALENDAR = Calendar(mid_month=(11, 20))
PAIR = Table(dict, {"n": Whole(1, 9), "of": Ids()}, ("n",), "A pair.", {"of": "several"})
BOTH = Words.of(en="peace", fr="paix")

READ: list[tuple[Field[Any], object, object]] = [
    (Line(), "A line.", "A line."),
    (Id(), "jscm-1", "jscm-1"),
    (Ids(), ["a", "b"], ("a", "b")),
    (Ids(), "a", ("a",)),
    (Ids(), [], ()),
    (Lines(), ["A b", "A b"], ("A b", "A b")),
    (Lines(), "A b", ("A b",)),
    (Lines(SEED), "004/7", ("004/7",)),
    (Flag(), True, True),
    (Flag(), False, False),
    (Whole(), 0, 0),
    (Whole(), 2**53 - 1, 2**53 - 1),
    (Whole(1, 3), 3, 3),
    (Choice(("a", "b")), "b", "b"),
    (WordsField(EN_FR), {"fr": "paix", "en": "peace"}, BOTH),
    (ShortWords(EN_FR), "JSCM", Words.of(en="JSCM", fr="JSCM")),
    (ShortWords(EN_FR), {"en": "peace", "fr": "paix"}, BOTH),
    (Listed(Flag()), [True, False], (True, False)),
    (PAIR, {"n": 2, "of": ["a", "b"]}, {"n": 2, "several": ("a", "b")}),
    (PAIR, {"n": 2}, {"n": 2}),
    (Day(CALENDAR), date(2025, 6, 27), Span.on(date(2025, 6, 27))),
    (Day(CALENDAR), "mid 2025-10", Span(date(2025, 10, 11), date(2025, 10, 20))),
    (ExactDay(), date(2025, 6, 27), date(2025, 6, 27)),
    (ExactDay(), "2025-06-27", date(2025, 6, 27)),
    (Lasting(), "1 month and 15 days", Duration(months=1, days=15)),
    (Lasting(), "200 years", Duration(months=2400)),
    (Figure(), 40, Interval(40, 40)),
    (Figure(), "7000..12000", Interval(7000, 12000)),
    (Figure(), "-5..", Interval(-5, None)),
    (GRADE, "B2", "B2"),
    (PCODE, "CD61", "CD61"),
    (ADDRESS, "https://a.example/b?c=d", "https://a.example/b?c=d"),
    (LANGUAGE, "fr", "fr"),
]


@pytest.mark.parametrize(("field", "written", "read"), READ)
def test_a_field_reads_what_it_may_hold(field: Field[Any], written: object, read: object) -> None:
    assert field.read(written) == read


@pytest.mark.parametrize(("field", "written"), [(field, written) for field, written, _ in READ])
def test_the_schema_lets_pass_what_is_read(field: Field[Any], written: object) -> None:
    as_json = written.isoformat() if isinstance(written, date) else written

    Draft202012Validator.check_schema(field.schema())
    assert Draft202012Validator(field.schema()).is_valid(as_json)


# In the last column: whether the schema refuses it too; what it cannot say is left to the reader.
REFUSED: list[tuple[Field[Any], object, str, tuple[Any, ...], bool]] = [
    (Line(), 7, "Here stands a number. Write text in quotes.", (), True),
    (Line(), "", "The text is empty. Write it, or leave the field out.", (), True),
    (Line(), " \t", "The text is empty. Write it, or leave the field out.", (), False),
    (Line(), "a\u202eb", "Character 2 is U+202E RIGHT-TO-LEFT OVERRIDE, which readers cannot see. Remove it. ", (), False),
    (Id(), 7, "Here stands a number. Write an id in quotes.", (), True),
    (Id(), "A", "'A' is not an id: character 1 is the upper-case \"A\". Write \"a\". ", (), True),
    (Id(), "a" * 81, f"'{'a' * 81}' is not an id: it has 81 characters. Use at most 80. ", (), True),
    (Ids(), ["a", "b", "a"], "a stands twice. Name it once.", (), True),
    (Ids(), ["a", 1], "Here stands a number. Write an id in quotes.", (1,), True),
    (Ids(), {"a": 1}, "Here stands a table. Write a list in brackets.", (), True),
    (Lines(), True, "Here stands true or false. Write a list in brackets.", (), True),
    (Lines(SEED), ["004/7", "4/7"], "“4/7” has another form. Write article and sentence, such as 004/7.", (1,), True),
    (Flag(), "true", "Here stands text. Write true or false, without quotes.", (), True),
    (Flag(), 1, "Here stands a number. Write true or false, without quotes.", (), True),
    (Whole(), True, "Here stands true or false. Write a whole number, without quotes.", (), True),
    (Whole(), 1.5, "Here stands a fraction. Write a whole number, without quotes.", (), True),
    (Whole(), -1, "The number is out of bounds. Write 0 or more, and no more digits than 15.", (), True),
    (Whole(1, 3), 4, "The number is out of bounds. Write a number from 1 to 3.", (), True),
    (Choice(("aye", "nay")), "nai", "“nai” is none of aye, nay. Choose one. Did you mean nay?", (), True),
    (Choice(("aye", "nay")), "x", "“x” is none of aye, nay. Choose one.", (), True),
    (Choice(("aye", "nay")), [], "Here stands a list. Write one of aye, nay.", (), True),
    (WordsField(EN_FR), "peace", 'Here stands text. Write { en = "…", fr = "…" }.', (), True),
    (WordsField(EN_FR), {"en": "peace"}, 'The words in “fr” are missing. Write { en = "…", fr = "…" }.', (), True),
    (WordsField(EN_FR), {"en": "a", "fr": "b", "sw": "c"}, '“sw” is no language of this process. Write { en = "…", fr = "…" }.', (), True),
    (WordsField(EN_FR), {"en": "a", "fr": 7}, "Here stands a number. Write text in quotes.", ("fr",), True),
    (ShortWords(EN_FR), {"en": "a"}, 'The words in “fr” are missing. Write { en = "…", fr = "…" }.', (), True),
    (Listed(Flag()), [True, 1], "Here stands a number. Write true or false, without quotes.", (1,), True),
    (Listed(Flag()), True, "Here stands true or false. Write a list in brackets.", (), True),
    (PAIR, [], "Here stands a list. Write a table.", (), True),
    (PAIR, {}, "The field “n” is missing. Add n = … .", (), True),
    (PAIR, {"n": 2, "off": []}, "Nobody knows the field “off” here. Did you mean “of”?", ("off",), True),
    (PAIR, {"zzz": 2}, "Nobody knows the field “zzz” here. Known are n, of.", ("zzz",), True),
    (PAIR, {"n": 2, "of": ["a", "B"]}, "'B' is not an id: character 1 is the upper-case \"B\". Write \"b\". ", ("of", 1), True),
    (Day(CALENDAR), 2025, "Here stands a number. Write a date such as 2025-06-27.", (), True),
    (Day(CALENDAR), time(10), "Here stands a time of day. Write a date such as 2025-06-27.", (), True),
    (Day(CALENDAR), datetime(2025, 6, 27, 10), "2025-06-27 10:00:00 has a time of day. Write the day alone, such as 2025-06-27. ", (), True),  # noqa: DTZ001 - as TOML has it
    (ExactDay(), "2025-06", "2025-06 is no certain day. Write one day, such as 2025-06-27.", (), False),
    (Lasting(), 30, 'Here stands a number. Write a duration such as "30 days".', (), True),
    (Lasting(), "36 hours", '"36 hours" is not a whole number of days, and deadlines are counted in days. Write "2 days", or the days that are meant. ', (), False),
    (Lasting(), "201 years", "“201 years” is longer than 200 years. Shorten it.", (), False),
    (Lasting(), "999999 days", "“999999 days” is longer than 200 years. Shorten it.", (), False),
    (Figure(), 0.5, 'Here stands a fraction. Write a figure such as 7000 or "7000..12000".', (), True),
    (Figure(), True, 'Here stands true or false. Write a figure such as 7000 or "7000..12000".', (), True),
    (Figure(), "12..7", "12..7 is upside down. Put the lower figure first: 7..12. ", (), False),
    (GRADE, "G1", "“G1” has another form. Write an Admiralty grade such as B2.", (), True),
    (GRADE, "B2\n", "“B2\n” has another form. Write an Admiralty grade such as B2.", (), False),
    (PCODE, 61, "Here stands a number. Write text in quotes.", (), True),
    (ADDRESS, "ftp://a", "“ftp://a” has another form. Write an address that begins with https://.", (), True),
    (ADDRESS, "javascript:alert(1)", "“javascript:alert(1)” has another form. Write an address that begins with https://.", (), True),
    (LANGUAGE, "eng", "“eng” has another form. Write a language such as en.", (), True),
]  # fmt: skip


@pytest.mark.parametrize(("field", "written", "told", "path", "by_schema"), REFUSED)
def test_a_field_refuses_what_it_may_not_hold(
    field: Field[Any], written: object, told: str, path: tuple[Any, ...], by_schema: bool
) -> None:
    with pytest.raises(Refused) as refusal:
        field.read(written)

    assert str(refusal.value) == told
    assert refusal.value.path == path
    as_json = None if isinstance(written, date | time) else written
    assert Draft202012Validator(field.schema()).is_valid(as_json) != by_schema


def test_a_refusal_seen_from_further_out_has_a_longer_path() -> None:
    refusal = Refused("So.", "Mend it.", ("of", 1)).under("commitment", "x")

    assert refusal.path == ("commitment", "x", "of", 1)
    assert str(refusal) == "So. Mend it."


def test_a_table_says_what_it_means() -> None:
    assert PAIR.schema()["description"] == "A pair."
    assert PAIR.schema()["required"] == ["n"]
    assert "description" not in Table(dict, {}).schema()
    assert "required" not in Table(dict, {}).schema()


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (True, "true or false"),
        ("x", "text"),
        (1, "a number"),
        (1.5, "a fraction"),
        ({}, "a table"),
        ([], "a list"),
        (date(2025, 6, 27), "a date"),
        (time(10), "a time of day"),
        (None, "something else"),
    ],
)
def test_every_value_of_toml_has_a_name(value: object, kind: str) -> None:
    assert kind_of(value) == kind


ANYTHING = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.dates(), st.datetimes(), st.times()
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(), inner, max_size=3)),
    max_leaves=5,
)  # fmt: skip


@given(st.sampled_from([field for field, _, _ in READ]), ANYTHING)
def test_anything_is_read_or_refused(field: Field[Any], value: object) -> None:
    try:
        field.read(value)
    except Refused as refusal:
        assert refusal.what


def test_a_number_too_long_to_be_written_out_is_refused() -> None:
    with pytest.raises(Refused, match="The number is out of bounds"):
        Whole().read(16**6000)
