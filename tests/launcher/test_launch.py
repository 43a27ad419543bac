"""The launcher as a person meets it: in an old Python, offline, twice at once, from anywhere."""

import ast
import hashlib
import subprocess
import sys
import zipfile

import pytest
from tests.launcher.conftest import ROOT, load


def test_an_old_python_can_read_it_and_is_told_so(house, monkeypatch):
    ast.parse((ROOT / "kept").read_text("utf-8"), feature_version=(3, 7))
    monkeypatch.setattr(sys, "version_info", (3, 8, 10))
    with pytest.raises(SystemExit) as stopped:
        load(house)
    assert str(stopped.value) == "kept needs Python 3.11 or newer; this is Python 3.8."


def test_it_imports_only_what_a_launch_needs():
    tree = ast.parse((ROOT / "kept").read_text("utf-8"))
    imported = [
        name.name for node in tree.body if isinstance(node, ast.Import) for name in node.names
    ]
    assert imported == ["sys", "hashlib", "os"]


def pin_a_wheel(house):
    """Put a package named tiny into the wheelhouse of `house`, and pin it by its hash."""
    wheel = house / "wheelhouse" / "tiny-1.0-py3-none-any.whl"
    wheel.parent.mkdir()
    about = "tiny-1.0.dist-info"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("tiny.py", "")
        archive.writestr(f"{about}/METADATA", "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n")
        archive.writestr(
            f"{about}/WHEEL",
            "Wheel-Version: 1.0\nGenerator: hand\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        )
        archive.writestr(f"{about}/RECORD", f"tiny.py,,\n{about}/METADATA,,\n{about}/WHEEL,,\n")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    (house / "requirements.lock").write_text(f"tiny==1.0 --hash=sha256:{digest}\n")


def launch(house, *arguments, cwd=None):
    python = sys._base_executable  # has a pip of its own; the one in .venv has none
    command = [python, house / "kept", *arguments]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=cwd
    )


def test_two_first_launches_without_a_network_then_one_from_elsewhere(house, tmp_path):
    pin_a_wheel(house)
    both = [launch(house, "review", "a b"), launch(house, "review", "a b")]
    said = sorted(process.communicate(timeout=60)[1] for process in both)
    assert [process.returncode for process in both] == [0, 0], said
    assert "".join(said).count("setting up .venv") == 1

    (tmp_path / "tiny.py").write_text("raise SystemExit('imported from where the person stands')")
    link = tmp_path / "bin"
    link.mkdir()
    (link / "kept").symlink_to(house / "kept")
    again = launch(link, "review", "a b", cwd=tmp_path)
    assert again.communicate(timeout=60) == (f"['review', 'a b'] {tmp_path}\n", "")


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ({}, {}),
        ({"PYTHONDONTWRITEBYTECODE": ""}, {}),
        ({"PYTHONDONTWRITEBYTECODE": "1"}, {"PYTHONPYCACHEPREFIX": ".venv/bytecode"}),
        (
            {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPYCACHEPREFIX": "own"},
            {"PYTHONPYCACHEPREFIX": "own"},
        ),
    ],
)
def test_what_is_compiled_is_never_lost(launcher, house, monkeypatch, told, kept):
    """Neither where the system keeps everything beside the sources, nor where it must not."""
    monkeypatch.setattr(launcher.os, "environ", dict(told))
    monkeypatch.setattr(launcher.os, "execv", lambda *command: None)
    launcher.become(["python"])
    found = launcher.os.environ
    assert {name: each.removeprefix(f"{house}/") for name, each in found.items()} == kept
