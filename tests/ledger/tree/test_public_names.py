"""What the package offers."""

from kept.ledger import tree


def test_the_front_is_complete() -> None:
    public = {
        name
        for name, value in vars(tree).items()
        if getattr(value, "__module__", "").startswith("kept.ledger.tree.")
    }
    constants = {name for name in tree.__all__ if name.isupper()}

    assert {*public, *constants} == set(tree.__all__)
    assert all(hasattr(tree, name) for name in tree.__all__)
