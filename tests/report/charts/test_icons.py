from tests.report.charts.samples import by_class, parsed

from kept.assessment import SHOWN
from kept.report.charts.icons import chip, icon, key, sprite


def test_every_word_has_a_shape_of_its_own():
    symbols = parsed(sprite()).findall(".//symbol")
    assert [each.get("id") for each in symbols] == [f"i-{word}" for word in SHOWN]
    assert len({tuple(part.get("d", part.get("r")) for part in each) for each in symbols}) == 9


def test_an_icon_is_silent_and_its_word_is_not():
    assert parsed(icon("late")).get("aria-hidden") == "true"
    assert "".join(parsed(chip("late", "En retard")).itertext()) == "En retard"


def test_the_key_keeps_the_order_given():
    drawn = key({"late": "Late", "kept": "Kept"}, "What the shapes mean")
    assert [each.get("href") for each in parsed(drawn).iter("use")] == ["#i-late", "#i-kept"]
    assert [each.get("class") for each in by_class(drawn, "shape")] == [
        "shape s-late",
        "shape s-kept",
    ]
