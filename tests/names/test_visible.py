"""Texts whose readers see all there is."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kept.names import NamingError, check_visible


def refusal_of(text: str) -> str:
    with pytest.raises(NamingError) as refusal:
        check_visible(text)
    return str(refusal.value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The Parties shall — within 30 days — establish the “JSCM”.\n\tIt’s agreed…",
        "« Où est le cœur du problème\u00a0? », dit-il\u202f; à Noël, ça va de soi.",
        "Umoja wa Mataifa; Ibiganiro by'amahoro",
        "السلام",
        "和平\u3000协议",
        "50\u2009000 €",
    ],
)
def test_ordinary_text_is_accepted(text: str) -> None:
    check_visible(text)


@pytest.mark.parametrize(
    ("char", "name"),
    [
        ("\u200b", "U+200B ZERO WIDTH SPACE"),
        ("\u200d", "U+200D ZERO WIDTH JOINER"),
        ("\u202e", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("\u2066", "U+2066 LEFT-TO-RIGHT ISOLATE"),
        ("\ufeff", "U+FEFF ZERO WIDTH NO-BREAK SPACE"),
        ("\u00ad", "U+00AD SOFT HYPHEN"),
        ("\u2028", "U+2028 LINE SEPARATOR"),
        ("\u2029", "U+2029 PARAGRAPH SEPARATOR"),
        ("\x00", "U+0000"),
        ("\r", "U+000D"),
        ("\x85", "U+0085"),
        ("\ue000", "U+E000"),
        ("\ud800", "U+D800"),
        ("\u034f", "U+034F COMBINING GRAPHEME JOINER"),
        ("\u1160", "U+1160 HANGUL JUNGSEONG FILLER"),
        ("\u17b4", "U+17B4 KHMER VOWEL INHERENT AQ"),
        ("\u180b", "U+180B MONGOLIAN FREE VARIATION SELECTOR ONE"),
        ("\u2065", "U+2065"),
        ("\u2800", "U+2800 BRAILLE PATTERN BLANK"),
        ("\u3164", "U+3164 HANGUL FILLER"),
        ("\ufe0f", "U+FE0F VARIATION SELECTOR-16"),
        ("\uffa0", "U+FFA0 HALFWIDTH HANGUL FILLER"),
        ("\ufff0", "U+FFF0"),
        ("\U000e0041", "U+E0041 TAG LATIN CAPITAL LETTER A"),
        ("\U000e0100", "U+E0100 VARIATION SELECTOR-17"),
    ],
)
def test_what_cannot_be_seen_is_refused_by_code_point_and_position(char: str, name: str) -> None:
    assert (
        refusal_of(f"été{char}s{char}")
        == f"Character 4 is {name}, which readers cannot see. Remove it."
    )


def test_the_first_of_several_is_named() -> None:
    assert (
        refusal_of("a\u200bb\x00")
        == "Character 2 is U+200B ZERO WIDTH SPACE, which readers cannot see. Remove it."
    )


def test_text_that_is_not_composed_is_refused() -> None:
    assert refusal_of("l'e\u0301te\u0301") == (
        "From character 3 (U+0065 LATIN SMALL LETTER E) on, the text is not in the Unicode form "
        "NFC, so that it differs from a text that looks the same. Normalise to NFC."
    )


def test_a_look_alike_that_normalises_to_another_character_is_refused() -> None:
    assert refusal_of("300 \u212a").startswith("From character 5 (U+212A KELVIN SIGN) on")


VISIBLE = st.characters(exclude_categories=["Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp", "Mn", "Lo"])


@given(st.text(VISIBLE))
def test_visible_text_is_accepted_once_normalised(text: str) -> None:
    check_visible(unicodedata.normalize("NFC", text.replace("\u2800", "")))


@given(st.text())
def test_what_is_accepted_is_normalised_and_holds_no_hidden_category(text: str) -> None:
    try:
        check_visible(text)
    except NamingError:
        return

    assert unicodedata.is_normalized("NFC", text)
    assert not {"Cf", "Co", "Cs", "Zl", "Zp"} & {unicodedata.category(char) for char in text}
    assert {char for char in text if unicodedata.category(char) == "Cc"} <= {"\n", "\t"}


@given(st.text(st.sampled_from("e\u0301\u0327\u0958\u0344\ufb1d\u1100\u1161a"), max_size=12))
def test_every_text_out_of_form_is_refused_with_its_place(text: str) -> None:
    if unicodedata.is_normalized("NFC", text):
        check_visible(text)
    else:
        assert refusal_of(text).endswith("Normalise to NFC.")


@given(st.text(alphabet=st.characters(min_codepoint=0, max_codepoint=0x2FFF), max_size=3))
def test_the_short_way_never_lets_through_what_the_long_way_refuses(text):
    from kept.names.visible import _PLAIN, _hidden

    if _PLAIN.fullmatch(text):
        assert not any(_hidden(char) for char in text)
        assert unicodedata.normalize("NFC", text) == text


def test_every_character_of_the_short_way_is_visible_and_composed():
    from kept.names.visible import _PLAIN, _hidden

    plain = [chr(code) for code in range(0x3000) if _PLAIN.fullmatch(chr(code))]
    assert not [char for char in plain if _hidden(char)]
    assert unicodedata.normalize("NFC", "".join(plain)) == "".join(plain)
    assert len(plain) > 190
