"""The one stylesheet every page has: the colours, the site's rules and those of the charts."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import Final

from kept.report.charts.palette import css

CSS: Final = Path(__file__).resolve().parents[1] / "css"  # what every page or the first one needs


def stylesheet() -> str:
    """The whole of it, without comments."""
    charts = (files("kept.report.charts") / "charts.css").read_text("utf-8")
    own = [each.read_text("utf-8") for each in (CSS / "site.css", CSS / "overview.css")]
    whole = "\n".join((css(), *own, charts))
    bare = re.sub(r"/\*.*?\*/", "", whole, flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", "", bare)
