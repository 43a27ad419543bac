"""How kept reads what people write: TOML and Markdown with their lines, words per language."""

from kept.texts.compound import Ids, Lines, Listed, ShortWords, Table, WordsField
from kept.texts.fields import Choice, Field, Flag, Id, Line, Refused, Schema, Whole
from kept.texts.lines import LineIndex
from kept.texts.markdown import Fence, Heading, MarkdownText, Passage, read_markdown
from kept.texts.problems import Place, Problem, ProblemsError, refused
from kept.texts.seen import check_seen
from kept.texts.toml import TomlText, check_size, read_toml
from kept.texts.values import (
    ADDRESS,
    GRADE,
    LANGUAGE,
    PCODE,
    SEED,
    Day,
    ExactDay,
    Figure,
    Lasting,
    Pattern,
)
from kept.texts.words import Words

__all__ = [
    "ADDRESS",
    "GRADE",
    "LANGUAGE",
    "PCODE",
    "SEED",
    "Choice",
    "Day",
    "ExactDay",
    "Fence",
    "Field",
    "Figure",
    "Flag",
    "Heading",
    "Id",
    "Ids",
    "Lasting",
    "Line",
    "LineIndex",
    "Lines",
    "Listed",
    "MarkdownText",
    "Passage",
    "Pattern",
    "Place",
    "Problem",
    "ProblemsError",
    "Refused",
    "Schema",
    "ShortWords",
    "Table",
    "TomlText",
    "Whole",
    "Words",
    "WordsField",
    "check_seen",
    "check_size",
    "read_markdown",
    "read_toml",
    "refused",
]
