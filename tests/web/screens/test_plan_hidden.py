"""What the public may not see changes nothing on the plan, the texts and the meetings."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.cache import caches

from kept.archive import Folder
from kept.dates import Span
from kept.ledger import Statement
from kept.web.pages.answers import ANSWERS
from kept.web.reading import site as reading
from kept.web.reading.viewer import Viewer

PATHS = (
    "/plan/",
    "/plan/phase-two/",
    "/instruments/",
    "/instruments/lakes-agreement/",
    "/instruments/march-draft/",
    "/meetings/",
    "/meetings/jvm-6/",
    "/mechanisms/jvm/",
    "/actors/aruna/",
    "/actors/sarro-front/",
)
FORMS = ("", "data.json", "data.csv")


def hidden_words(folder: Folder) -> tuple[Statement, ...]:
    """Of each public statement its contrary, said by the same speaker to the mechanism alone."""
    return tuple(
        replace(
            each,
            id=f"hidden-{number}",
            release="mechanism",
            kind="denies" if each.kind in ("asserts", "reports", "verifies") else "asserts",
            said_on=Span.on(each.said_on.last),
        )
        for number, each in enumerate(folder.statements)
        if each.release == "public"
    )


def asked(reader, paths=PATHS):
    caches["default"].clear()
    ANSWERS.forget()
    found = {}
    for path in paths:
        for form in FORMS:
            answer = reader.get(path + form)
            assert answer.status_code == 200
            found[path + form] = (answer.content, answer.headers["ETag"])
    return found


@pytest.fixture
def with_statements(monkeypatch):
    """Have the site read its folder with other statements."""
    opened = reading.open_process

    def use(change):
        def open_process(path):
            folder = opened(path)
            return replace(folder, statements=change(folder))

        monkeypatch.setattr(reading, "open_process", open_process)

    return use


@pytest.fixture
def fresh(serving):
    return lambda: serving("lakes-exercise")


def test_the_public_sees_the_same_bytes_with_and_without(reader, fresh, with_statements):
    fresh()
    with_statements(lambda it: (*it.statements, *hidden_words(it)))
    whole = asked(reader)
    fresh()
    with_statements(lambda it: tuple(each for each in it.statements if each.release == "public"))
    public = asked(reader)
    assert public == whole


def test_whoever_may_see_them_does_see_them(fresh, with_statements):
    """Or the test above would prove nothing."""
    with_statements(lambda it: (*it.statements, *hidden_words(it)))
    it = fresh()
    secret = [
        each
        for each in it.snapshot(Viewer(role="observer")).statements
        if each.release != "public"
    ]
    assert len(secret) > 50
    assert all(each.release == "public" for each in it.snapshot(Viewer()).statements)
    assert it.snapshot(Viewer(role="observer")).key != it.snapshot(Viewer()).key


NASTY = '<script>alert("x")</script><img src=x onerror=alert(1)> & "\' {{ 7*7 }}'


def test_markup_in_texts_and_statements_stays_text(reader, fresh, monkeypatch):
    from kept.texts import Words

    fresh()
    words = Words.of(en=NASTY, fr=NASTY)
    opened = reading.open_process

    def nasty(table, **fields):
        return {name: replace(each, **fields) for name, each in table.items()}

    def open_process(path):
        folder = opened(path)
        it = folder.process
        process = replace(
            it,
            commitments=nasty(it.commitments, text=words),
            instruments=nasty(it.instruments, title=words, summary=words, disputed=(words,)),
            clauses=nasty(it.clauses, title=words, text=words),
            phases=nasty(it.phases, name=words, text=words),
            gaps=nasty(it.gaps, text=words),
            decisions=nasty(it.decisions, text=words),
            meetings=nasty(it.meetings, venue=words, agreed=(words,), reviewed=(words,)),
            actors=nasty(it.actors, name=words, short=words, role=words),
            mechanisms=nasty(it.mechanisms, name=words, short=words, role=words),
            propositions=nasty(it.propositions, name=words),
            sources=nasty(it.sources, publisher=NASTY),
        )
        said = tuple(replace(each, claim=words) for each in folder.statements)
        return replace(folder, process=process, statements=said)

    monkeypatch.setattr(reading, "open_process", open_process)
    for path in PATHS:
        told = reader.get(path).content.decode()
        assert "<script>alert" not in told
        assert "<img src=x" not in told
        assert "49" not in told.split("{{ 7*7 }}")[0][-20:]
        assert "&lt;script&gt;" in told
        assert " style=" not in told
