"""A paper shows whoever signs it the words that are signed, and no others."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.archive.ledger.exercise import ORIGIN, signer

from kept.archive.ledger import Body
from kept.archive.recording import Author, Paper, PaperError, Written, read_paper
from kept.ledger.bodies import disclose
from kept.ledger.canonical import Json, encode
from kept.ledger.entries.body import MEDIA_TYPE
from kept.ledger.entries.kinds import Kind
from kept.ledger.parties import Chain

SAYS: dict[str, Json] = {"id": "one", "claim": {"en": "The road is open"}}
OTHER: dict[str, Json] = {"id": "one", "claim": {"en": "We withdraw"}}


def paper(kind: Kind = "statement.filed") -> Paper:
    """To be signed by two, and signed by neither."""
    keys = [signer(f"aruna {number}").key.id for number in range(2)]
    author = Author(ORIGIN, "aruna/delegation", keys, chain=Chain(keys[0]))
    written = Written(encode(SAYS), MEDIA_TYPE, "parties", SAYS)
    return author.paper(author.header(kind), written)


def body(it: Paper) -> Body:
    assert it.body is not None
    return it.body


@pytest.mark.parametrize("kind", ["statement.filed", "statement.sealed"])
def test_a_paper_comes_back_as_it_was(kind: Kind) -> None:
    made = paper(kind)
    assert read_paper(made.to_bytes()) == made


def test_a_paper_with_other_words_than_its_entry_commits_to_is_not_signed() -> None:
    made = paper()
    shown = replace(made, body=replace(body(made), content=encode(OTHER)))
    with pytest.raises(PaperError, match="Do not sign"):
        read_paper(shown.to_bytes())


def test_a_paper_of_another_media_type_than_its_entry_says_is_not_signed() -> None:
    made = paper()
    shown = replace(made, body=replace(body(made), media="text/plain"))
    with pytest.raises(PaperError, match="Do not sign"):
        read_paper(shown.to_bytes())


def test_a_paper_without_the_words_its_entry_commits_to_is_not_signed() -> None:
    with pytest.raises(PaperError, match="Do not sign"):
        read_paper(replace(paper(), body=None).to_bytes())


def test_a_paper_whose_entry_commits_to_a_field_that_it_does_not_show_is_not_signed() -> None:
    made = paper()
    shown = replace(body(made), disclosures=body(made).disclosures[1:])
    with pytest.raises(PaperError, match="Do not sign"):
        read_paper(replace(made, body=shown).to_bytes())


def test_a_paper_with_a_field_that_says_other_than_the_words_is_not_signed() -> None:
    made = paper()
    fields = [disclose(bytes(16), name, OTHER[name]) for name in SAYS]
    header = replace(made.header, digests=tuple(sorted(each.digest for each in fields)))
    shown = replace(body(made), disclosures=tuple(each.text for each in fields))
    with pytest.raises(PaperError, match="Do not sign"):
        read_paper(Paper(header=header, body=shown).to_bytes())
