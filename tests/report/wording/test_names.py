"""What everything is called."""

from dataclasses import replace

import pytest

from kept.process import Process
from kept.report.wording import LANGUAGES, Language, names
from kept.texts import Words


def test_an_actor_has_its_short_name_where_it_has_one(process: Process) -> None:
    assert names.actor("aruna", process, "en") == "Aruna"
    assert names.actor("mission", process, "fr") == "Mission d'observation"
    assert names.actor("board", process, "fr") == "JB"


def test_an_actor_is_called_what_a_standpoint_calls_it(process: Process) -> None:
    assert names.actor("aruna", process, "en", "belva") == "the other side"
    assert names.actor("aruna", process, "fr", "belva") == "l'autre partie"
    assert names.actor("aruna", process, "en", "public") == "Aruna"


def test_a_name_nobody_knows_stands_for_itself(process: Process) -> None:
    assert names.actor("nobody", process, "en") == "nobody"


@pytest.mark.parametrize(
    ("voice", "en", "fr"),
    [
        ("aruna", "Aruna", "Aruna"),
        ("unnamed", "unnamed sources", "sources non nommées"),
        (
            "unnamed through Lakes Wire",
            "unnamed sources through Lakes Wire",
            "sources non nommées via Lakes Wire",
        ),
        ("a verifier", "a verifier", "un vérificateur"),
        ("a second voice", "a second voice", "une seconde voix"),
    ],
)
def test_every_voice_has_a_name(process: Process, voice: str, en: str, fr: str) -> None:
    assert names.voice(voice, process, "en") == en
    assert names.voice(voice, process, "fr") == fr


def test_lists_are_joined_as_people_do() -> None:
    assert names.join([], "en") == ""
    assert names.join(["a"], "en") == "a"
    assert names.join(iter(["a", "b", "c"]), "en") == "a, b and c"
    assert names.join(["a", "b", "c"], "fr") == "a, b et c"


def test_things_are_told_by_what_they_are(process: Process) -> None:
    assert names.thing("gate", process, "en") == "“Open the gate” (owed by Belva)"
    assert names.thing("peace", process, "en") == "“Peace of the Lakes”"
    assert names.thing("longer", process, "fr") == "«\u00a0Plus de temps pour la carte\u00a0»"
    assert names.phase("one", process, "fr") == "Phase un"
    assert names.standpoint("public", process, "en") == "The public record"
    assert names.actors(("aruna", "belva"), process, "fr") == "Aruna et Belva"


@pytest.mark.parametrize(
    ("meeting", "en", "fr"),
    [
        ("board-1", "JB, 1st meeting", "JB, 1re réunion"),
        ("board-x", "JB", "JB"),
        ("talks", "Talks by the lake", "Pourparlers au bord du lac"),
    ],
)
def test_a_meeting_has_a_name(process: Process, meeting: str, en: str, fr: str) -> None:
    assert names.meeting(meeting, process, "en") == en
    assert names.meeting(meeting, process, "fr") == fr


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_meeting_of_nobody_has_its_id(process: Process, language: Language) -> None:
    bare = replace(process.meetings["nobody"], name=None)
    process = replace(process, meetings={"nobody": bare})

    assert names.meeting("nobody", process, language) == "nobody"


def test_a_standpoint_calls_an_actor_by_its_own_name_and_nobody_else_by_another(
    process: Process,
) -> None:
    theirs = Words.of(en="the neighbours", fr="les voisins")
    belva = replace(process.actors["belva"], called={"ours": theirs})
    told = replace(process, actors={**process.actors, "belva": belva})
    assert names.actor("belva", names.as_called_by(told, "ours"), "fr") == "les voisins"
    assert names.actor("aruna", names.as_called_by(told, "ours"), "fr") == "Aruna"
    assert names.as_called_by(told, "public") is told
