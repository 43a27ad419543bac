"""Markdown as instruments use it."""

import pytest

from kept.texts import Fence, Heading, ProblemsError, read_markdown

TEXT = """# Title / Titre

First words,
going on.

> fr: Premiers mots,
> qui continuent.

```toml
a = 1

b = 2
```

## Clause 1 — One / Un

Before a quotation.
> Quoted in the same language.

A second paragraph.

> fr: Avant une citation.

>

> Quoted alone.
"""


def test_a_text_is_split_into_passages() -> None:
    text = read_markdown(TEXT, "a.md")
    first, second = text.passages

    assert text.file == "a.md"
    assert first.heading == Heading(1, "Title / Titre", 1)
    assert first.paragraphs == {
        "en": ["First words, going on."],
        "fr": ["Premiers mots, qui continuent."],
    }
    assert first.fences == [Fence("a = 1\n\nb = 2", 10)]
    assert second.heading == Heading(2, "Clause 1 — One / Un", 15)
    assert second.fences == []


def test_a_quotation_belongs_to_the_paragraph_it_continues() -> None:
    _, second = read_markdown(TEXT, "a.md").passages

    assert second.paragraphs == {
        "en": [
            "Before a quotation. Quoted in the same language.",
            "A second paragraph.",
            "",
            "Quoted alone.",
        ],
        "fr": ["Avant une citation."],
    }


def test_paragraphs_are_in_the_first_language_of_the_process() -> None:
    [passage] = read_markdown("# Titre\n\nMots.\n\n> en: Words.\n", "a.md", "fr").passages

    assert passage.paragraphs == {"fr": ["Mots."], "en": ["Words."]}


def test_an_empty_text_has_no_passages() -> None:
    assert read_markdown("", "a.md").passages == ()
    assert read_markdown("\n \n", "a.md").passages == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Words.", "a.md:1: Text stands before the first heading. Begin the file with a line such as: # Title / Titre"),
        ("\n```toml\n```", "a.md:2: Text stands before the first heading. Begin the file with a line such as: # Title / Titre"),
        ("# A\n\n```toml\na = 1\n", "a.md:3: A fence is opened and never closed. Close it with ```."),
        ("# A\n```\nx\n```", "a.md:2: A fence holds TOML, and this one says something else. Write ```toml at the beginning of the line."),
        ("# A\n#B", "a.md:2: This looks like a heading and is none. Write ## and a space before it."),
        ("# A\n#", "a.md:2: This looks like a heading and is none. Write ## and a space before it."),
    ],
)  # fmt: skip
def test_what_would_be_lost_in_silence_is_refused(text: str, told: str) -> None:
    with pytest.raises(ProblemsError) as refusal:
        read_markdown(text, "a.md")

    assert str(refusal.value) == told
