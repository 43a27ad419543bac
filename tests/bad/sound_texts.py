"""The sound process as texts, for tests that change one thing in it."""

from pathlib import Path

_FOLDER = Path(__file__).parent / "sound"

EVERY = {
    file.relative_to(_FOLDER).as_posix(): file.read_text("utf-8")
    for file in sorted(_FOLDER.rglob("*.*"))
}
STATEMENTS = {name: text for name, text in EVERY.items() if name.startswith("statements/")}
TEXTS = {name: text for name, text in EVERY.items() if name not in STATEMENTS}
