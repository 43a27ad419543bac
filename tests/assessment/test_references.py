"""Statements beside the process they speak about."""

import pytest
from tests.bad.sound_texts import TEXTS

from kept.assessment.references import check_statements
from kept.ledger import read_statements
from kept.process import Process, read_process
from kept.texts import Problem

MORE = """
[actor.corda]
kind = "state"
name = { en = "Corda", fr = "Corda" }

[actor.aruna-army]
kind = "force"
name = { en = "Army", fr = "Armée" }
part_of = "aruna"

[actor.somebody]
kind = "unnamed"
name = { en = "Somebody", fr = "Quelqu'un" }

[source.undated]
publisher = "The Herald"
kind = "press"

[indicator.share]
name = { en = "Share", fr = "Part" }
unit = { en = "per cent", fr = "pour cent" }
category = "share"
min = 0
max = 100

[indicator.debt]
name = { en = "Debt", fr = "Dette" }
unit = { en = "francs", fr = "francs" }
category = "money"
max = 0

[commitment.untested]
clause = "accord/1"
text = { en = "Try", fr = "Essayer" }
of = ["aruna"]

[standpoint.joined]
name = { en = "Joined", fr = "Réuni" }
blocs = [["belva", "corda"]]
"""
SAID = """
[[statement]]
id = "{id}"
speaker = ["{speaker}"]
kind = "{kind}"
said_on = {on}
claim = {{ en = "So it is.", fr = "Il en est ainsi." }}
sources = ["{source}"]
{more}
"""
CODING = '[coding]\ncoded_by = ["somebody else"]\n'


def process_with(more: str = "") -> Process:
    return read_process([*{**TEXTS, "more.toml": MORE + more}.items()])


def said(more: str = 'about = ["road-open"]', **changed: str) -> str:
    fields = {
        "id": "one",
        "speaker": "belva",
        "kind": "asserts",
        "on": "2030-06-15",
        "source": "gazette",
    }
    return SAID.format(**{**fields, **changed}, more=more)


def problems(*texts: str, process: Process | None = None) -> tuple[Problem, ...]:
    process = process or process_with()
    text = CODING + "".join(texts)
    found = read_statements([("said.toml", text)], process.calendar, process.head.languages)
    return check_statements(process, found)


def told(*texts: str, process: Process | None = None) -> list[str]:
    return [f"{each.severity}: {each.what}" for each in problems(*texts, process=process)]


def test_a_statement_that_fits_is_let_pass() -> None:
    assert problems(said()) == ()
    assert problems() == ()


@pytest.mark.parametrize(
    ("more", "changed", "what"),
    [
        ('about = ["road-open"]', {"speaker": "belvar"}, "“speaker” names belvar, and no such actor is known."),
        ('about = ["road-open"]', {"source": "gazete"}, "“sources” names gazete, and no such source is known."),
        ('about = ["road-opn"]', {}, "“about” names road-opn, and no such proposition is known."),
        ('about = ["gazette"]', {}, "“about” names gazette, which is a source and not an event, a state, an indicator or an incident."),
        ('about = ["road-open"]\narea = ["nort"]', {}, "“area” names nort, and no such area is known."),
        ('about = ["road-open"]\nanswers = ["zero"]', {}, "“answers” names zero, and no such statement is known."),
        ('about = ["road-open"]\nanswers = ["one"]', {}, "“answers” names the statement itself."),
        ('retracts = "one"', {"kind": "retracts"}, "“retracts” names the statement itself."),
        ('retracts = "on"', {"kind": "retracts"}, "“retracts” names on, and no such statement is known."),
        ('about = ["road-open"]\noffice = "spokesman"', {}, "“office” names spokesman, and nobody of belva is known by it."),
        ('about = ["road-open"]\noffice = "aruna-spokesman"', {}, "“office” names aruna-spokesman, who speaks for aruna."),
    ],
)  # fmt: skip
def test_references_to_nothing(more: str, changed: dict[str, str], what: str) -> None:
    assert told(said(more, **changed)) == [f"error: {what}"]


@pytest.mark.parametrize(
    ("more", "remedy"),
    [
        ('about = ["road-open"]\nanswers = ["on"]', "Did you mean one?"),
        ('about = ["road-open"]\nanswers = ["zero"]', "Name a statement, or drop it."),
        ('about = ["road-open"]\noffice = "aruna-spokeswoman"', "Did you mean aruna-spokesman?"),
        ('about = ["road-open"]\noffice = "x"', "Add the office to its actor, or drop it."),
        ('about = ["road-open"]\noffice = "aruna-spokesman"', "Correct the speaker (belva) or the office."),
    ],
)  # fmt: skip
def test_what_to_do_about_them(more: str, remedy: str) -> None:
    [problem] = problems(said(more))

    assert problem.remedy == remedy


def test_an_office_of_one_of_the_speakers() -> None:
    office = 'about = ["road-open"]\noffice = "aruna-spokesman"'

    assert told(said(office, speaker="aruna")) == []
    assert told(said(office).replace('["belva"]', '["belva", "aruna"]')) == []


@pytest.mark.parametrize(
    ("commitment", "decided_by"),
    [
        ("aruna-withdraws", " What decides it: aruna-troops."),
        ("no-attack", " What decides it: attack-by-aruna."),
        ("untested", ""),
    ],
)
def test_a_statement_about_a_commitment_is_sent_to_what_decides_it(
    commitment: str, decided_by: str
) -> None:
    [problem] = problems(said(f'about = ["{commitment}"]'))

    assert problem.what == f"It is about {commitment}, which is a commitment."
    assert problem.remedy == "Say what happened, holds or was measured." + decided_by


@pytest.mark.parametrize(
    ("more", "what"),
    [
        ('about = ["aruna-troops"]\nsays = "400..600"', None),
        ('about = ["aruna-troops"]\nsays = "0.."', None),
        ('about = ["share"]\nsays = "..100"', None),
        ('about = ["share"]\nsays = ".."', None),
        ('about = ["debt"]\nsays = -5', None),
        ('about = ["aruna-troops"]\nsays = -1', "error: “says” is -1, and aruna-troops is at least 0."),
        ('about = ["aruna-troops"]\nsays = "-1..5"', "error: “says” is -1..5, and aruna-troops is at least 0."),
        ('about = ["share"]\nsays = 101', "error: “says” is 101, and share is at least 0 and at most 100."),
        ('about = ["share"]\nsays = "50..120"', "error: “says” is 50..120, and share is at least 0 and at most 100."),
        ('about = ["debt"]\nsays = 5', "error: “says” is 5, and debt is at most 0."),
        ('about = ["first-meeting"]\nsays = 5', "error: “says” gives a figure, and first-meeting is an event."),
        ('about = ["road-open"]\nsays = 5', "error: “says” gives a figure, and road-open is a state."),
        ('about = ["attack-by-aruna"]\nsays = 5', "error: “says” gives a figure, and attack-by-aruna is an incident."),
        ('about = ["aruna-troops"]', "warning: It gives no figure for aruna-troops, so it can decide nothing."),
    ],
)  # fmt: skip
def test_figures(more: str, what: str | None) -> None:
    assert told(said(more)) == ([] if what is None else [what])


def test_what_is_no_evidence_needs_no_figure() -> None:
    assert told(said('about = ["aruna-troops"]', kind="demands")) == []


def test_a_figure_may_stand_beside_the_event_it_comes_with() -> None:
    assert told(said('about = ["aruna-troops", "first-meeting"]\nsays = 5')) == []


def test_a_figure_of_what_nobody_knows_is_told_once() -> None:
    assert told(said('about = ["troops"]\nsays = 5')) == [
        "error: “about” names troops, and no such proposition is known."
    ]


@pytest.mark.parametrize(
    ("about", "kind"),
    [
        ("road-open", "a state"),
        ("attack-by-aruna", "an incident"),
        ("aruna-troops", "an indicator"),
        ("first-meeting", None),
    ],
)
def test_extents_are_of_events(about: str, kind: str | None) -> None:
    extent = f'about = ["{about}"]\nextent = 2' + ("\nsays = 5" if about == "aruna-troops" else "")
    what = f"error: “extent” says how far an event has come, and {about} is {kind}."

    assert told(said(extent)) == ([] if kind is None else [what])


@pytest.mark.parametrize(
    ("on", "source", "what"),
    [
        ("2030-06-20", "gazette", None),
        ('"2030-06"', "gazette", None),
        ("2030-12-31", "undated", None),
        ("2030-06-21", "gazette", "It was said on 2030-06-21, and its source gazette is of 2030-06-20."),
        ("2031-01-01", "undated", "It was said on 2031-01-01, after 2030-12-31, the last day that was coded."),
        ('"2030-12-31..2031-01-01"', "undated", None),
    ],
)  # fmt: skip
def test_words_are_not_known_before_they_were_said(on: str, source: str, what: str | None) -> None:
    assert told(said(on=on, source=source)) == ([] if what is None else [f"warning: {what}"])


@pytest.mark.parametrize("field", ["answers", "retracts"])
def test_an_answer_comes_after_what_it_answers(field: str) -> None:
    later = said(id="later", on="2030-06-16")
    value, kind = ('["later"]', "asserts") if field == "answers" else ('"later"', "retracts")
    early = said(f'about = ["road-open"]\n{field} = {value}', kind=kind)

    assert told(early, later) == [
        f"warning: “{field}” names later, which was said later, on 2030-06-16."
    ]
    assert told(early, said(id="later", on='"2030-06-15..2030-06-16"')) == []


@pytest.mark.parametrize(
    ("speaker", "first", "may"),
    [
        ("belva", "belva", True),
        ("aruna", "aruna-army", True),
        ("aruna-army", "aruna", True),
        ("aruna", "belva", False),
        ("corda", "belva", False),
    ],
)
def test_only_its_speaker_takes_words_back(speaker: str, first: str, may: bool) -> None:
    target = said(id="target", speaker=first)
    retraction = said('retracts = "target"', speaker=speaker, kind="retracts")

    assert told(target, retraction) == (
        [] if may else [f"warning: {speaker} cannot take back what {first} said in target."]
    )


def test_who_filed_an_entry_may_withdraw_it() -> None:
    target = said(id="target", speaker="aruna")
    retraction = said('retracts = "target"', kind="retracts")
    process = process_with()
    filed = CODING.replace("somebody else", "belva") + target + retraction

    found = read_statements([("said.toml", filed)], process.calendar, process.head.languages)

    assert check_statements(process, found) == ()


def test_a_bloc_of_the_standpoint_shown_speaks_with_one_voice() -> None:
    target = said(id="target", speaker="belva")
    retraction = said('retracts = "target"', speaker="corda", kind="retracts")
    head = TEXTS["process.toml"].replace('standpoint = "public"', 'standpoint = "joined"')
    unknown = TEXTS["process.toml"].replace('standpoint = "public"', 'standpoint = "nobody"')

    def process_of(text: str) -> Process:
        return read_process([*{**TEXTS, "process.toml": text, "more.toml": MORE}.items()])

    assert told(target, retraction, process=process_of(head)) == []
    assert told(target, retraction, process=process_of(unknown)) == [
        "warning: corda cannot take back what belva said in target."
    ]


def test_a_retraction_can_be_taken_back() -> None:
    several = (
        said(id="first"),
        said('retracts = "first"', id="second", kind="retracts"),
        said('retracts = "second"', id="third", kind="retracts"),
    )

    assert told(*several) == []


@pytest.mark.parametrize(
    "wrong", [{"speaker": "nobody"}, {"source": "nothing"}, {"speaker": "lost-army"}]
)
def test_whose_words_cannot_be_told_is_not_judged(wrong: dict[str, str]) -> None:
    lost = '[actor.lost-army]\nkind = "force"\nname = { en = "L", fr = "P" }\npart_of = "lost"\n'
    target = said(id="target", speaker="aruna")
    retraction = {"kind": "retracts", **wrong}

    found = told(target, said('retracts = "target"', **retraction), process=process_with(lost))

    assert all("names" in each for each in found)


def test_what_rests_on_leads_alone_is_never_counted() -> None:
    lead = said(source="rumour")

    assert told(lead) == ["warning: It rests on leads alone: shown, never counted."]
    assert told(lead.replace('["rumour"]', '["rumour", "gazette"]')) == []
    assert told(said(source="rumour", kind="comments")) == []
    assert told(lead.replace('["rumour"]', "[]")) == [
        "warning: It names no source: shown, never counted."
    ]


def test_days_the_calendar_cannot_count() -> None:
    fresh = '[state.quiet]\nname = { en = "Quiet", fr = "Calme" }\nfresh = "1 month"\n'
    undated = '[undated]\npress = "1 month"\n'
    end = said('about = ["quiet"]', on="2030-05-31")

    assert told(end, process=process_with(fresh)) == ["error: Its days cannot be counted."]
    assert told(said('about = ["quiet"]'), process=process_with(fresh)) == []
    assert told(said(source="undated", on="2030-05-31"), process=process_with(undated)) == [
        "error: Its days cannot be counted."
    ]


def test_problems_are_told_in_the_order_of_the_file() -> None:
    found = problems(said(id="b", speaker="x"), said('about = ["y"]', id="a"))

    assert [each.place.line for each in found] == sorted(each.place.line for each in found)
    assert [each.place.within for each in found] == ["statement b", "statement a"]
