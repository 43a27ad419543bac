import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.report.charts.samples import parsed

from kept.report.charts.svg import element, linked, short, text, within_site

AWAY = [
    "javascript:alert(1)",
    " JavaScript:alert(1)",
    "java\nscript:alert(1)",
    "\x01javascript:alert(1)",
    "data:text/html,x",
    "https://example.org/",
    "//example.org/",
    "\\\\example.org",
    "/\\example.org",
]


@pytest.mark.parametrize("href", AWAY)
def test_no_link_leads_elsewhere(href):
    with pytest.raises(ValueError, match="leads away"):
        within_site(href)


@pytest.mark.parametrize(
    "href", ["/", "#gate", "?on=2025-11-21", "plan", "/a/b:c", "/great-lakes"]
)
def test_links_within_the_site_stay_as_they_are(href):
    assert within_site(href) == href


def test_what_leads_nowhere_is_no_link():
    inside = element("g")
    assert linked(None, inside, "words") == inside
    assert parsed(linked("/x", inside, "words")).attrib == {"href": "/x", "aria-label": "words"}


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")))
def test_text_comes_back_as_it_was(words):
    it = parsed(element("text", text(words), title=words))
    assert (it.text or "") == words
    assert it.get("title") == words


@given(st.floats(-1e9, 1e9))
def test_lengths_are_short_and_true(length):
    assert abs(float(short(length)) - length) <= max(0.06, abs(length) * 1e-5)
    assert "e" not in short(length)
