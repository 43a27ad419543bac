from tests.report.charts.samples import by_class, parsed

from kept.report.charts.squares import Square, squares

NAMES = {"kept": "Kept", "late": "Late"}


def test_squares_stand_in_the_order_given_and_say_what_they_are():
    drawn = squares(
        [
            Square(id="b", text="Hand over the list", word="late", href="/c/b"),
            Square(id="a", word="kept", href="/c/a"),
        ],
        NAMES,
    )
    links = by_class(drawn, "sq")
    assert [each.get("href") for each in links] == ["/c/b", "/c/a"]
    assert [each.get("class") for each in links] == ["sq s-late", "sq s-kept"]
    assert [each.get("title") for each in links] == ["b: Hand over the list (Late)", "a, Kept"]


def test_no_commitments_are_an_empty_list():
    assert parsed(squares([], NAMES)).tag == "ul"
