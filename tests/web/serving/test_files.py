"""The files of the site are collected again when one has changed, and only then."""

import pytest

from kept.web.serving import files


@pytest.fixture
def collected(settings, tmp_path, monkeypatch):
    """How often the files were collected."""
    settings.KEPT_MADE = tmp_path / "made"
    settings.KEPT_MADE.mkdir()
    settings.KEPT_DATA.mkdir()
    settings.STATICFILES_DIRS = [settings.KEPT_MADE]
    done = []
    monkeypatch.setattr(files, "call_command", lambda name, **_: done.append(name))
    return done


def test_nothing_is_done_twice(collected):
    files.collect()
    files.collect()
    assert collected == ["collectstatic"]


def test_a_file_that_changed_is_collected(collected, settings):
    files.collect()
    (settings.KEPT_MADE / "new.js").write_text("1")
    files.collect()
    assert collected == ["collectstatic"] * 2


def test_what_was_lost_is_collected_again(collected, settings):
    files.collect()
    settings.STATIC_ROOT.rmdir()
    files.collect()
    assert collected == ["collectstatic"] * 2


def test_what_was_interrupted_is_done_again(collected, monkeypatch):
    def interrupted(name, **_):
        collected.append(name)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(files, "call_command", interrupted)
        files.collect()
    files.collect()
    assert collected == ["collectstatic"] * 2
