"""Typst at work: a layout, its data and what is attached go in, a PDF comes out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from kept.archive.papers.error import PaperError

# To be read in decades (PDF/A-3a, which may carry the proof) and by ears (PDF/UA-1).
STANDARDS: Final = ("a-3a", "ua-1")

_LAYOUT: Final = "layout.typ"
_DATA: Final = "data.json"


def set_paper(
    layout: bytes, data: Mapping[str, Any], attached: Mapping[str, bytes], at: int
) -> bytes:
    """The paper as PDF, dated `at`, in seconds since 1970: equal arguments give equal bytes.

    Typst reads what lies in one folder made for it, no other file, and no font but its own.
    Raises `PaperError` where it cannot set the text, or is not installed.
    """
    typst = _typst()
    with TemporaryDirectory(prefix="kept-") as folder:
        main = _laid_out(Path(folder), layout, data, attached)
        try:
            made = typst.compile(
                str(main),
                root=folder,
                format="pdf",
                ignore_system_fonts=True,
                pdf_standards=list(STANDARDS),
                timestamp=at,
            )
        except typst.TypstError as error:
            raise PaperError(f"The page cannot be set: {error.message}") from None
    return bytes(made)


def _typst() -> Any:
    try:
        import typst
    except ModuleNotFoundError:
        raise PaperError(
            "A PDF needs Typst, which is not installed. It comes with the site: start kept once "
            "with ./kept serve, or take the receipt as text or Markdown."
        ) from None
    return typst


def _laid_out(
    folder: Path, layout: bytes, data: Mapping[str, Any], attached: Mapping[str, bytes]
) -> Path:
    for name, content in attached.items():
        (folder / name).write_bytes(content)
    (folder / _DATA).write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    main = folder / _LAYOUT
    main.write_bytes(layout)
    return main
