"""When the launcher sets up, and what an interruption leaves behind."""

import importlib.util
import shutil
import sys
from threading import Event, Thread

import pytest


def test_a_new_checkout_is_set_up_once(launcher, pretended, capsys):
    launcher.make_ready("run")
    launcher.make_ready("run")
    assert pretended == ["requirements.lock"]
    said = capsys.readouterr().err
    assert said == "kept: setting up .venv (first time, about half a minute) …\n"


def test_a_run_needs_no_test_tools_and_the_tests_add_them(launcher, pretended, capsys):
    launcher.make_ready("run")
    assert not launcher.is_ready("test")
    capsys.readouterr()
    launcher.make_ready("test")
    assert pretended == ["requirements.lock", "requirements-test.lock"]
    assert capsys.readouterr().err.startswith("kept: adding the test tools to .venv")


def test_a_command_on_columns_adds_what_it_needs(launcher, pretended, capsys):
    launcher.make_ready("run")
    capsys.readouterr()
    launcher.make_ready("fast")
    assert pretended == ["requirements.lock", "requirements-fast.lock"]
    assert capsys.readouterr().err.startswith("kept: adding what large registers")
    assert not launcher.is_ready("test")


def test_without_a_compiler_one_is_added(launcher, pretended, monkeypatch):
    monkeypatch.setattr(launcher, "has_compiler", lambda: False)
    launcher.make_ready("fast")
    assert pretended == ["requirements-fast.lock", "requirements-compiler.lock"]


@pytest.mark.parametrize(
    ("arguments", "use"),
    [
        ("review great-lakes", "run"),
        ("", "run"),
        ("test tests/dates", "test"),
        ("portfolio processes", "fast"),
        ("history great-lakes jscm-established", "fast"),
        ("ledger columns great-lakes --ledger L", "fast"),
        ("ledger verify L", "run"),
        ("export warehouse great-lakes --to W", "fast"),
        ("serve", "web"),
        ("serve lakes-exercise --demo", "web"),
        ("ledger receipt L CODE --pdf R", "web"),
    ],
)
def test_a_command_says_what_it_needs(launcher, arguments, use):
    assert launcher.use_of(arguments.split()) == use


def test_the_test_tools_come_with_all_that_a_run_needs(launcher, pretended):
    launcher.make_ready("test")
    launcher.make_ready("run")
    assert pretended == ["requirements-test.lock"]


@pytest.mark.parametrize(
    ("changed", "still_ready"),
    [
        ("requirements.lock", []),
        ("pyproject.toml", []),
        ("requirements-fast.lock", ["run", "web"]),
        ("requirements-web.lock", ["run", "fast"]),
        ("requirements-test.lock", ["run", "fast", "web"]),
        ("README.md", ["run", "fast", "web", "test"]),
    ],
)
def test_a_change_is_noticed_by_those_it_concerns(
    house, launcher, pretended, changed, still_ready
):
    launcher.make_ready("test")
    (house / changed).write_text("# changed")
    assert [use for use in ["run", "fast", "web", "test"] if launcher.is_ready(use)] == still_ready


def test_after_a_change_packages_are_added_not_everything_made_anew(
    house, launcher, pretended, capsys
):
    launcher.make_ready("test")
    kept = house / ".venv" / "somebody-is-using-this"
    kept.touch()
    (house / "pyproject.toml").write_text("# changed")
    capsys.readouterr()
    launcher.make_ready("run")
    assert kept.exists()
    assert not launcher.is_ready("test")
    assert capsys.readouterr().err.startswith("kept: bringing .venv up to date")


def test_a_checkout_that_was_moved_is_set_up_again(house, launcher, pretended, monkeypatch):
    launcher.make_ready("run")
    monkeypatch.setattr(launcher, "ROOT", str(house.parent / "elsewhere"))
    shutil.copytree(house, house.parent / "elsewhere", symlinks=True)
    assert not launcher.is_ready("run")


def test_an_environment_that_lost_its_python_is_made_anew(house, launcher, pretended):
    launcher.make_ready("run")
    (house / ".venv" / "bin" / "python").unlink()
    assert not launcher.is_ready("run")
    launcher.make_ready("run")
    assert launcher.is_ready("run")


@pytest.mark.parametrize("before", ["nothing", "an older lock"])
def test_an_interruption_leaves_no_stamp(house, launcher, pretended, monkeypatch, before):
    if before == "an older lock":
        launcher.make_ready("test")
        (house / "requirements.lock").write_text("# newer")

    def interrupt(lock):
        raise KeyboardInterrupt

    monkeypatch.setattr(launcher, "install", interrupt)
    with pytest.raises(KeyboardInterrupt):
        launcher.make_ready("run")
    assert not list((house / ".venv").glob("*.stamp*"))
    assert not launcher.was_whole()


def test_the_second_of_two_launches_waits_and_finds_all_done(launcher, monkeypatch):
    said, waits, installed = [], Event(), []

    def say(message):
        said.append(message)
        if message.startswith("waiting"):
            waits.set()

    def install(lock):
        second.start()
        assert waits.wait(10)
        installed.append(lock)

    second = Thread(target=launcher.make_ready, args=["run"])
    monkeypatch.setattr(launcher, "say", say)
    monkeypatch.setattr(launcher, "install", install)
    launcher.make_ready("run")
    second.join(10)
    assert installed == ["requirements.lock"]
    assert said[1:] == ["waiting for another launch to set up .venv …"]


# ── Who installs, and from where ─────────────────────────────────────────────


@pytest.fixture
def ran(launcher, monkeypatch) -> list[list[str]]:
    """The commands the set-up would have run."""
    commands = []
    monkeypatch.setattr(launcher, "run_quietly", commands.append)
    return commands


def only(*modules):
    """Pretend that of all modules only these can be found."""
    return lambda name: name if name in modules else None


def test_uv_installs_where_it_is_found(launcher, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: f"/opt/{name}")
    monkeypatch.setattr(importlib.util, "find_spec", only("pip"))
    assert launcher.installer()[0] == sys.executable
    monkeypatch.delenv("KEPT_NO_UV")
    assert launcher.installer() == ["/opt/uv", "pip", "install", "--python", launcher.PYTHON]


def test_without_a_pip_of_our_own_the_environment_gets_one(launcher, ran, monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", only("ensurepip"))
    assert launcher.installer()[:3] == [launcher.PYTHON, "-m", "pip"]
    assert ran == [[launcher.PYTHON, "-m", "ensurepip"]]


def test_without_any_pip_it_says_what_to_install(launcher, monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", only())
    with pytest.raises(SystemExit) as stopped:
        launcher.installer()
    assert str(stopped.value) == (
        "kept: found neither uv nor pip. On Debian: apt install python3-pip, then run again."
    )


@pytest.mark.parametrize("offline", [False, True])
def test_a_wheelhouse_replaces_the_network(house, launcher, ran, monkeypatch, offline):
    monkeypatch.setattr(importlib.util, "find_spec", only("pip"))
    if offline:
        (house / "wheelhouse").mkdir()
    launcher.install("requirements.lock")
    [command] = ran
    assert "--require-hashes" in command
    assert ("--no-index" in command) == offline
    assert (str(house / "wheelhouse") in command) == offline


def test_a_failed_step_shows_what_it_printed_and_what_to_do(launcher, capsys):
    with pytest.raises(SystemExit) as stopped:
        launcher.run_quietly([sys.executable, "-c", "print('no such wheel'); exit(3)"])
    assert capsys.readouterr().err == "no such wheel\n"
    assert str(stopped.value) == (
        "kept: could not set up .venv, see above. Without a network, put wheels in wheelhouse/."
    )
