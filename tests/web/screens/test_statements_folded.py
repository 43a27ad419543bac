"""Words are found whatever their accents and capitals."""

from hypothesis import assume, given
from hypothesis import strategies as st

from kept.web.screens.statements_folded import folded, holds, wanted

WORDS = st.text(st.characters(codec="latin-1", categories=("L",)), min_size=1, max_size=12)


@given(st.lists(WORDS, min_size=1, max_size=6), st.data())
def test_every_word_of_a_text_is_found_in_it(several, data):
    text = folded(" ".join(several))
    word = data.draw(st.sampled_from(several))
    assert holds(text, wanted(word.upper())) or folded(word.upper()) != folded(word)
    assert holds(text, wanted(word))


@given(st.text(max_size=60))
def test_folding_again_changes_nothing(text):
    assume(folded(text).casefold() == folded(text))
    assert folded(folded(text)) == folded(text)


@given(WORDS)
def test_all_words_must_be_there(word):
    assert not holds(folded(word), (*wanted(word), "zz top"))


def test_accents_and_apostrophes_do_not_matter():
    assert folded("L’Étendue des ŒUVRES") == folded("l'etendue des œuvres")
