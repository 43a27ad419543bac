"""What the package offers."""

from kept import dates


def test_the_front_is_sorted_and_complete() -> None:
    public = {
        name
        for name, value in vars(dates).items()
        if getattr(value, "__module__", "").startswith("kept.dates.")
    }

    assert sorted(public) == dates.__all__
