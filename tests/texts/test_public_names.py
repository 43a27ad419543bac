"""The front of `kept.texts` is its public names, each once."""

import kept.texts


def test_every_public_name_exists_and_stands_once() -> None:
    names = kept.texts.__all__

    assert len(set(names)) == len(names)
    assert all(hasattr(kept.texts, name) for name in names)
