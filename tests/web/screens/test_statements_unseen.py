"""What a reader may not see changes nothing that reader is shown: not a byte, not a tag."""

import shutil

from django.core.cache import caches

from kept.archive import open_process
from kept.web.pages.answers import ANSWERS
from kept.web.reading.viewer import Viewer

FORMS = ("", "data.json", "data.csv")
LISTS = (
    "/commitments/",
    "/commitments/?order=standing",
    "/differ/",
    "/differ/?left=front&right=mechanism",
    "/statements/",
    "/statements/?speaker=jvm",
    "/figures/",
    "/timeline/",
    "/timeline/?speaker=jvm",
)


def pages(process, hidden) -> list[str]:
    """The lists, every commitment and indicator, and statements before and behind hidden ones."""
    shown = [each.id for each in process.statements if each.release == "public"]
    text = process.process
    measured = [name for name, each in text.propositions.items() if each.kind == "indicator"]
    touched = {name for each in hidden for name in each.about}
    near = [each.id for each in process.statements if touched & set(each.about)]
    return [
        *LISTS,
        *(f"/commitments/{each}/" for each in text.commitments),
        *(f"/figures/{each}/" for each in measured),
        *(f"/statements/{each}/" for each in near if each in shown),
    ]


def answers(reader, serving, folder, addresses) -> dict[str, tuple[int, str, bytes]]:
    caches["default"].clear()
    ANSWERS.forget()
    serving(folder)
    found = {}
    for address in addresses:
        for form in FORMS:
            path, _, query = address.partition("?")
            answer = reader.get(f"{path}{form}?{query}")
            found[f"{address} {form}"] = (
                answer.status_code,
                answer.headers["ETag"],
                answer.content,
            )
    return found


def test_without_the_words_of_others_every_page_is_the_same(reader, serving, root, tmp_path):
    full = root / "processes" / "lakes-exercise"
    bare = shutil.copytree(full, tmp_path / "lakes-exercise")
    (bare / "statements" / "not-public.toml").unlink()
    whole, rest = open_process(full), open_process(bare)
    hidden = [each for each in whole.statements if each.release != "public"]
    assert len(whole.statements) - len(rest.statements) >= len(hidden) > 3
    assert whole.process.digest == rest.process.digest

    addresses = pages(whole, hidden)
    with_them = answers(reader, serving, full, addresses)
    without = answers(reader, serving, bare, addresses)
    assert [each for each in with_them if with_them[each] != without[each]] == []
    assert {status for status, _, _ in with_them.values()} == {200}


def test_whoever_may_see_them_is_shown_something_else(serving):
    site = serving("lakes-exercise")
    public = site.snapshot(Viewer())
    secretariat = site.snapshot(Viewer(role="secretariat"))
    assert len(secretariat.statements) > len(public.statements)
    assert secretariat.key != public.key
