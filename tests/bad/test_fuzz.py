"""Whatever is written, it is read or refused with a line: nothing else ever happens."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from tests.bad.sound_texts import EVERY as SOUND
from tests.bad.sound_texts import STATEMENTS, TEXTS

from kept.assessment.references import check_statements
from kept.dates import Calendar
from kept.ledger import read_statements
from kept.process import read_process
from kept.process.check import check_process
from kept.texts import ProblemsError

ROOT = Path(__file__).resolve().parents[2]
GREAT_LAKES = ROOT / "processes" / "great-lakes"
REAL = [
    *sorted((GREAT_LAKES / "instruments").glob("*.md")),
    *sorted((GREAT_LAKES / "vocabulary").glob("*.toml")),
    *(GREAT_LAKES / name for name in ("process.toml", "mechanisms.toml", "standpoints.toml")),
]


def read_and_check(texts: dict[str, str], statements: dict[str, str]) -> None:
    """All that happens to the files of a process before it is assessed."""
    try:
        process = read_process(list(texts.items()))
        said = read_statements(list(statements.items()), process.calendar, process.head.languages)
    except ProblemsError as refusal:
        problems = refusal.problems
        assert problems
    else:
        problems = (*check_process(process), *check_statements(process, said))
    every = {**texts, **statements, "process.toml": texts.get("process.toml", "")}
    for each in problems:
        assert each.what
        assert 1 <= each.place.line <= 1 + every[each.place.file].count("\n")


WORDS = st.sampled_from(
    [
        *(f"[{table}.a]" for table in ("event", "state", "indicator", "incident", "actor")),
        *(f"[{table}.b]" for table in ("commitment", "phase", "meeting", "decision", "gap")),
        "[[statement]]",
        "[coding]",
        'coded_by = ["x"]',
        'id = "a"',
        'name = { en = "x", fr = "y" }',
        'text = { en = "x", fr = "y" }',
        'clause = "accord/1"',
        'of = ["aruna"]',
        'by = "aruna"',
        'done = { event = "a" }',
        'done.not.event = "first-meeting"',
        "keep = { never = ['attack-by-aruna'] }",
        'parts = { all = ["b", "no-attack"] }',
        'from = { kept = "b" }',
        'gate = { any = [{ completed = "b" }, { date = 2030-01-01 }] }',
        "due = { within = '1 month' }",
        'every = "1 month"',
        'phase = "b"',
        'superseded_by = "b"',
        'instrument = "accord"',
        'track = "talks"',
        'kind = "asserts"',
        'kind = "state"',
        'speaker = ["aruna"]',
        'about = ["a"]',
        'says = "1..2"',
        "extent = 2",
        "said_on = 2030-01-31",
        "on = 2030-01-31",
        "known_on = 2030-01-01",
        'claim = { en = "x", fr = "y" }',
        'sources = ["gazette"]',
        'retracts = "a"',
        "# Titre / Title",
        "## Clause 1 — A / B",
        "```toml",
        "```",
        "> fr: mots",
        '"""',
        "'''",
        "{",
        "[",
        "]",
        "}",
        "=",
        "\\",
        "\x00",
        "\u200b",
        "\ud800",
        "9" * 40,
        "inf",
        "1e5",
        "0x1F",
        "10:00:00",
        "1979-05-27T07:32:00Z",
    ]
)
TEXT = st.lists(st.one_of(WORDS, WORDS, WORDS, st.text(max_size=12)), max_size=30).map("\n".join)


@given(TEXT)
def test_toml_like_text_is_read_or_refused(text: str) -> None:
    read_and_check({**TEXTS, "more.toml": text}, STATEMENTS)


@given(TEXT)
def test_a_head_of_any_text_is_read_or_refused(text: str) -> None:
    read_and_check({**TEXTS, "process.toml": text}, STATEMENTS)


@given(TEXT)
def test_markdown_like_text_is_read_or_refused(text: str) -> None:
    read_and_check({**TEXTS, "instruments/more.md": text}, STATEMENTS)


@given(TEXT)
def test_any_statements_are_read_or_refused(text: str) -> None:
    read_and_check(TEXTS, {**STATEMENTS, "statements/more.toml": text})


@given(st.dictionaries(st.sampled_from(["a.toml", "b.md", "c.toml"]), TEXT))
def test_any_texts_without_a_head_are_read_or_refused(texts: dict[str, str]) -> None:
    read_and_check(texts, {})


@st.composite
def damaged(draw: st.DrawFn, text: str) -> str:
    """`text` with lines lost, doubled, swapped, or a character changed."""
    lines = text.split("\n")
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["lose", "double", "swap", "spell", "insert"])):
            case "lose":
                lines[at] = ""
            case "double":
                lines.insert(at, lines[at])
            case "swap":
                other = draw(st.integers(0, len(lines) - 1))
                lines[at], lines[other] = lines[other], lines[at]
            case "spell":
                char = draw(st.integers(0, len(lines[at])))
                letter = draw(st.one_of(st.characters(), st.sampled_from('"[]{}=#.\\-')))
                lines[at] = lines[at][:char] + letter + lines[at][char + 1 :]
            case _:
                lines.insert(at, draw(WORDS))
    return "\n".join(lines)


@given(
    st.sampled_from(sorted(SOUND)).flatmap(
        lambda name: st.tuples(st.just(name), damaged(SOUND[name]))
    )
)
def test_a_damaged_sound_process_is_read_or_refused(named: tuple[str, str]) -> None:
    name, text = named
    texts, statements = dict(TEXTS), dict(STATEMENTS)
    (statements if name in statements else texts)[name] = text

    read_and_check(texts, statements)


@given(
    st.sampled_from(REAL).flatmap(
        lambda file: st.tuples(st.just(file.name), damaged(file.read_text("utf-8")))
    )
)
def test_a_damaged_file_of_a_real_process_is_read_or_refused(named: tuple[str, str]) -> None:
    name, text = named
    texts = {"process.toml": TEXTS["process.toml"], name: text}

    read_and_check(texts, {})


FILES = sorted((GREAT_LAKES / "statements").glob("*.toml"))


@given(st.sampled_from(FILES).flatmap(lambda file: damaged(file.read_text("utf-8"))))
def test_damaged_statements_are_read_or_refused(text: str) -> None:
    try:
        read_statements([("more.toml", text)], Calendar(), ("en", "fr"))
    except ProblemsError as refusal:
        assert all(each.what for each in refusal.problems)
