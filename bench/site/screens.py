"""What every screen looks like: `python -m bench.site.screens --to docs/screens`.

Pictures of Great Lakes as it is served, and of the exercise where somebody is signed in. Chromium
takes them; colours are reduced so that the folder stays small.
"""

from __future__ import annotations

import argparse
import io
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))

from bench.site.desk import desk
from bench.site.servers import ROOT, kept, running

WIDTH: Final = 1280
PHONE: Final = 360
TALLEST: Final = 1200  # of a picture; what is below is cut off
LARGEST: Final = 150_000  # bytes of a picture
COLOURS: Final = (64, 32, 16)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One picture: its name, what it shows, where that is."""

    name: str
    shows: str
    path: str = "/"
    width: int = WIDTH
    media: dict[str, str] = field(default_factory=dict)


GREAT_LAKES: Final = (
    Picture(name="overview", shows="where the agreements stand, track by track"),
    Picture(name="overview-dark", shows="the same in the dark", media={"color_scheme": "dark"}),
    Picture(name="overview-phone", shows="the same on a phone", width=PHONE),
    Picture(name="overview-print", shows="the same on paper", media={"media": "print"}),
    Picture(name="overview-fr", shows="the same in French", path="/?lang=fr"),
    Picture(name="commitments", shows="every commitment, with search", path="/commitments/"),
    Picture(
        name="commitment",
        shows="one commitment: its words, both accounts, why, what would change it",
        path="/commitments/rdf-disengages/",
    ),
    Picture(
        name="differ",
        shows="where the accounts differ, and which fact would settle it",
        path="/differ/",
    ),
    Picture(name="plan", shows="the plan: phases, and the gates between them", path="/plan/"),
    Picture(name="statements", shows="who said what, the latest first", path="/statements/"),
    Picture(name="statement", shows="one statement and what it bears on", path="{/statements/}"),
    Picture(name="timeline", shows="what was said and done, day by day", path="/timeline/"),
    Picture(name="figures", shows="the figures, estimates as ranges", path="/figures/"),
    Picture(name="figure", shows="one figure over time", path="/figures/rdf-troops/"),
    Picture(name="disarmament", shows="totals of disarmament", path="/disarmament/"),
    Picture(name="situation", shows="incidents as counts of an area", path="/situation/"),
    Picture(name="meetings", shows="the bodies and their meetings", path="/meetings/"),
    Picture(name="meeting", shows="one meeting, and what changed before it", path="{/meetings/}"),
    Picture(name="mechanism", shows="one body", path="/mechanisms/jscm/"),
    Picture(name="actor", shows="one party: what it owes and is owed", path="/actors/drc/"),
    Picture(name="instruments", shows="the texts", path="/instruments/"),
    Picture(
        name="instrument",
        shows="one text, clause by clause",
        path="/instruments/washington-agreement/",
    ),
    Picture(name="ledger", shows="how to check what is shown", path="/ledger/"),
    Picture(name="about", shows="what is counted and how, and the data", path="/about/"),
    Picture(name="corrections", shows="what was corrected", path="/corrections/"),
)
EXERCISE: Final = (
    Picture(name="exercise-plan", shows="a plan with phases and gates", path="/plan/"),
    Picture(name="exercise-phase", shows="one phase and its gate", path="{/plan/}"),
    Picture(
        name="exercise-disarmament",
        shows="totals of disarmament, small cells hidden",
        path="/disarmament/",
    ),
    Picture(name="exercise-situation", shows="counts of an area", path="/situation/"),
    Picture(name="exercise-ledger", shows="a register and its witnesses", path="/ledger/"),
    Picture(name="exercise-checks", shows="what is held back, and why", path="/checks/"),
)


def main() -> None:
    """Take every picture, and write the list of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "screens", metavar="FOLDER")
    parser.add_argument("--only", help="names, such as overview,plan; all if not given")
    parser.add_argument("--whole", action="store_true", help="down to the end, in all colours")
    asked = parser.parse_args()
    asked.to.mkdir(parents=True, exist_ok=True)
    only = set(asked.only.split(",")) if asked.only else None
    with ExitStack() as stack:
        browser = stack.enter_context(_Browser())
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        camera = Camera(browser.browser, asked.to, whole=asked.whole, only=only)
        shown = [*_great_lakes(camera, folder), *_exercise(camera, folder)]
    if only is None and not asked.whole:
        (asked.to / "README.md").write_text(index(shown), "utf-8")


def _great_lakes(camera: Camera, folder: Path) -> Iterator[Picture]:
    with running(kept(folder / "great-lakes", "great-lakes"), folder / "log") as site:
        yield from camera.take(f"http://localhost:{site.port}", GREAT_LAKES)


def _exercise(camera: Camera, folder: Path) -> Iterator[Picture]:
    server = kept(folder / "exercise", "lakes-exercise", "--demo")
    with running(server, folder / "log") as site:
        url = f"http://localhost:{site.port}"
        yield from camera.take(url, EXERCISE)
        for name, shows, page in desk(camera.browser, url, WIDTH):
            picture = Picture(name=name, shows=shows)
            camera.keep(picture, page)
            yield picture


class _Browser:
    """The system's Chromium."""

    def __enter__(self) -> _Browser:
        from playwright.sync_api import sync_playwright

        self._playwright = sync_playwright().start()
        self.browser: Any = self._playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("chromium-browser"),
            args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        )
        return self

    def __exit__(self, *_: object) -> None:
        self.browser.close()
        self._playwright.stop()


class Camera:
    """Takes pictures of pages and puts them into a folder."""

    def __init__(self, browser: Any, to: Path, *, whole: bool, only: set[str] | None) -> None:
        self.browser = browser
        self._to, self._whole, self._only = to, whole, only

    def take(self, url: str, pictures: Sequence[Picture]) -> Iterator[Picture]:
        """Every picture of a site."""
        for each in pictures:
            if self._only is not None and each.name not in self._only:
                continue
            with self.browser.new_context(
                viewport={"width": each.width, "height": 900}, locale="en-GB"
            ) as context:
                page = context.new_page()
                page.emulate_media(**each.media)
                page.goto(url + self._path(page, url, each), wait_until="networkidle")
                self.keep(each, page)
            yield each

    def _path(self, page: Any, url: str, picture: Picture) -> str:
        """The address; one in braces is the first that its list leads to."""
        if not picture.path.startswith("{"):
            return picture.path
        several = picture.path.strip("{}")
        page.goto(url + several)
        for each in page.locator(f"main a[href^='{several}']").all():
            path = str(each.get_attribute("href")).partition("?")[0]
            if path.count("/") == several.count("/") + 1:
                return path
        return several

    def keep(self, picture: Picture, page: Any) -> None:
        """Write what a page shows."""
        if self._only is not None and picture.name not in self._only:
            return
        high = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": picture.width, "height": min(high, TALLEST)})
        data = page.screenshot(full_page=self._whole)
        (self._to / f"{picture.name}.png").write_bytes(data if self._whole else smaller(data))


def smaller(data: bytes, largest: int = LARGEST, colours: Sequence[int] = COLOURS) -> bytes:
    """The same picture with fewer colours: as many as fit."""
    from PIL import Image

    image = Image.open(io.BytesIO(data)).convert("RGB")
    packed = data
    for each in colours:
        out = io.BytesIO()
        image.quantize(each, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        packed = out.getvalue()
        if len(packed) <= largest:
            break
    return packed


def index(pictures: Sequence[Picture], order: Callable[[Picture], Any] | None = None) -> str:
    """The list of all pictures, as Markdown."""
    several = sorted(pictures, key=order) if order else pictures
    lines = [f"- [{each.name}]({each.name}.png): {each.shows}" for each in several]
    return (
        "# What the screens look like\n\n"
        "Great Lakes as it is served, and the exercise (invented states and people) for what "
        "needs an account. Each picture ends where it gets long; "
        "`python -m bench.site.screens --to docs/screens` takes them anew.\n\n"
        + "\n".join(lines)
        + "\n"
    )


if __name__ == "__main__":
    main()
