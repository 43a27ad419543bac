"""What somebody may not see changes nothing that is shown to them: no word, no count, no tag."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from kept.archive import open_process
from kept.web.accounts.models import User
from kept.web.reading.viewer import Viewer
from kept.web.screens import SCREENS

pytestmark = pytest.mark.django_db
ROLES = {"public": "", "delegation": "belva", "observer": "", "verifier": "", "analyst": ""}
FORMS = ("", "data.json", "data.csv")


def without(text: str, hidden: tuple[str, ...]) -> str:
    """A file of statements without those released to the levels `hidden`."""
    head, *blocks = text.split("[[statement]]")
    kept = [each for each in blocks if not any(f'release = "{one}"' in each for one in hidden)]
    return "[[statement]]".join([head, *kept])


@pytest.fixture
def less(root: Path, tmp_path: Path):
    """A copy of the exercise in which only what a viewer may see has ever been said."""

    def copy(viewer: Viewer) -> Path:
        folder = tmp_path / viewer.clearance / "lakes-exercise"
        shutil.copytree(root / "processes" / "lakes-exercise", folder)
        levels = ("public", "parties", "mechanism", "confidential")
        hidden = tuple(each for each in levels if each not in viewer.sees)
        for each in (folder / "statements").glob("*.toml"):
            each.write_text(without(each.read_text("utf-8"), hidden), "utf-8")
        return folder

    return copy


def addresses(root: Path):
    """Addresses of every screen, with names that exist, of what is hidden too."""
    folder = open_process(root / "processes" / "lakes-exercise")
    process = folder.process
    known = {
        "commitment": [*process.commitments],
        "statement": [each.id for each in folder.statements],
        "indicator": [key for key, it in process.propositions.items() if it.kind == "indicator"],
        "phase": [*process.phases],
        "instrument": [*process.instruments],
        "meeting": [*process.meetings],
        "mechanism": [*process.mechanisms],
        "actor": [*process.actors],
        "area": [*process.areas],
        "index": ["0"],
    }
    hidden = [each for each in folder.statements if each.release != "public"]
    touched = {one for each in hidden for one in each.about}
    known["statement"] += [each.id for each in hidden] * 5
    known["indicator"] += [each for each in known["indicator"] if each in touched] * 3
    return known


def path_of(screen, names: dict[str, str]) -> str:
    path = screen.path
    for name, value in names.items():
        for converter in ("slug", "int", "str", "path"):
            path = path.replace(f"<{converter}:{name}>", value)
    return f"/{path}"


QUERIES = st.sampled_from(
    [
        "",
        "?standpoint=aruna",
        "?standpoint=belva",
        "?standpoint=secretariat",
        "?standpoint=mechanism",
        "?on=2025-10-15",
        "?on=2025-11-10&known_at=2025-11-21",
        "?standpoint=secretariat&on=2025-11-21&lang=fr",
    ]
)


def signed_in(role: str, party: str) -> Client:
    client = Client()
    if role != "public":
        user, _ = User.objects.get_or_create(
            username=f"{role}-{party or 'none'}", defaults={"role": role, "party": party}
        )
        client.force_login(user)
    return client


@pytest.mark.parametrize("role", ROLES)
def test_what_one_may_not_see_changes_nothing(role, root, settings, less):
    party = ROLES[role]
    viewer = Viewer(role=role, party=party or None)
    client, known, reduced = signed_in(role, party), addresses(root), less(viewer)

    @trying(suppress_health_check=list(HealthCheck), deadline=None, max_examples=25)
    @given(screen=st.sampled_from(SCREENS), form=st.sampled_from(FORMS), data=st.data())
    def compare(screen, form, data):
        names = {name: data.draw(st.sampled_from(known[name])) for name in screen.names}
        address = path_of(screen, names) + form + data.draw(QUERIES)
        told = []
        for process in (root / "processes" / "lakes-exercise", reduced):
            settings.KEPT_PROCESS = process  # both sites stay read
            answer = client.get(address)
            told.append((answer.status_code, answer.headers.get("ETag"), answer.content))
        assert told[0] == told[1], address

    compare()


def test_the_copies_really_differ(root, less):
    whole = open_process(root / "processes" / "lakes-exercise").statements
    for role in ("public", "delegation", "observer"):
        viewer = Viewer(role=role)
        seen = open_process(less(viewer)).statements
        assert len(seen) < len(whole)
        assert {each.id for each in seen} == {
            each.id for each in whole if each.release in viewer.sees
        }
