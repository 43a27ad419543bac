"""What the package offers."""

from kept import names


def test_the_front_is_sorted_and_complete() -> None:
    public = {
        name
        for name, value in vars(names).items()
        if getattr(value, "__module__", "").startswith("kept.names.")
    }

    assert sorted(public) == names.__all__
