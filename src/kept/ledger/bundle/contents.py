"""What lies beside the log: bodies, fields, the text of the process, refusals."""

from __future__ import annotations

from hashlib import sha256
from typing import Final

from kept.ledger.bodies import BodyError, check_body, read_fields
from kept.ledger.bundle.entries import Bodied, Disclosing, Entries
from kept.ledger.bundle.findings import Check, Fault
from kept.ledger.bundle.names import LARGEST_FILE, by_entry, entry_in
from kept.ledger.bundle.report import Report
from kept.ledger.bundle.source import Source
from kept.ledger.canonical import CanonicalError, Json, decode, encode, from_base64
from kept.ledger.keys import PublicKey
from kept.ledger.parties import RefusalError, verify_refusal
from kept.ledger.statement import Release

_ENCRYPTED: Final = {"v", "entry", "release", "alg", "nonce", "sealed"}
_BODY: Final = {"v", "entry", "release", "media", "salt", "body"}
_FIELDS: Final = {"v", "entry", "release", "disclosures"}


class Contents:
    """Holds what lies beside the log against what the entries committed to."""

    def __init__(self, source: Source, entries: Entries, report: Report) -> None:
        self.source, self.entries, self.report = source, entries, report
        self.fields: dict[str, dict[str, Json]] = {}  # all that is shown of each entry's body

    def check_bodies(self) -> None:
        """Every body carried is the one its entry committed to."""
        counted, encrypted, wrong = 0, 0, _Grouped()
        for name in self.source.under("bodies"):
            entry = entry_in(name)
            bodied = self.entries.bodied.get(entry)
            if bodied is None:
                raise Fault("body-stray", name=name)
            try:
                value = self.source.json(name)
                if value.keys() == _ENCRYPTED:
                    encrypted += 1
                else:
                    self._check_body(entry, value, bodied)
                    counted += 1
            except (Fault, BodyError, CanonicalError) as fault:
                wrong.add(fault, "body-wrong", entry)
        wrong.tell(self.report, "bodies")
        if counted:
            self.report.add("bodies", "holds", "bodies-hold", count=counted)
        if encrypted:
            self.report.add("bodies", "open", "bodies-encrypted", count=encrypted)
        if absent := sum(map(self._absent, self.entries.bodied)):
            self.report.add("bodies", "open", "bodies-absent", count=absent)

    def _absent(self, entry: str) -> bool:
        public = self.entries.bodied[entry].release == "public"
        here = entry in self.entries.erased or by_entry("bodies", entry) in self.source
        return public and not here

    def _check_body(self, entry: str, value: dict[str, Json], bodied: Bodied) -> None:
        shown = value.pop("disclosures", [])
        if value.keys() != _BODY or value["entry"] != entry or not _first_version(value):
            raise Fault("body-wrong")
        if value["media"] != bodied.body.media or value["release"] not in self._levels(entry):
            raise Fault("body-wrong")
        body = from_base64(_text(value["body"]))
        check_body(bodied.body, from_base64(_text(value["salt"])), body)
        fields = _fields(shown, bodied)
        self._merge(entry, _members(body))
        self._merge(entry, fields)

    def _levels(self, entry: str) -> list[Release]:
        """At which levels the body may be shown: its own, and those of later disclosures."""
        return [self.entries.bodied[entry].release, *self.entries.released.get(entry, ())]

    def _merge(self, entry: str, shown: dict[str, Json]) -> None:
        known = self.fields.setdefault(entry, {})
        for name, value in shown.items():
            if not _same(known.setdefault(name, value), value):
                raise Fault("field-differs", name=name[:80])

    def check_disclosures(self) -> None:
        """Every field shown by itself is one its entry committed to."""
        counted, encrypted, wrong = 0, 0, _Grouped()
        for name in self.source.under("disclosures"):
            entry = entry_in(name)
            disclosing = self.entries.disclosing.get(entry)
            bodied = self.entries.bodied.get(disclosing.target) if disclosing else None
            if disclosing is None or bodied is None:
                raise Fault("body-stray", name=name)
            try:
                value = self.source.json(name)
                if value.keys() == _ENCRYPTED:
                    encrypted += 1
                else:
                    counted += self._fields_shown(value, disclosing, bodied)
            except Fault as fault:
                wrong.add(fault, "field-wrong", entry)
        wrong.tell(self.report, "fields")
        if counted:
            self.report.add("fields", "holds", "fields-hold", count=counted)
        if encrypted:
            self.report.add("fields", "open", "fields-encrypted", count=encrypted)

    def _fields_shown(self, value: dict[str, Json], disclosing: Disclosing, bodied: Bodied) -> int:
        said = (value.get("entry"), value.get("release"))
        if value.keys() != _FIELDS or said != (disclosing.target, disclosing.release):
            raise Fault("field-wrong")
        shown = _fields(value["disclosures"], bodied)
        allowed = shown.keys() if disclosing.fields is None else disclosing.fields
        if not _first_version(value) or not shown.keys() <= allowed:
            raise Fault("field-wrong")
        self._merge(disclosing.target, shown)
        return len(shown)

    def check_process(self) -> None:
        """The text of the process is the one the newest entry about it names."""
        carried = list(self.source.under("process"))
        if not carried:
            return
        texts = self.entries.texts
        named = self.fields.get(texts[-1], {}).get("files") if texts else None
        if not isinstance(named, dict):
            self.report.add("bodies", "open", "process-unknown", count=len(carried))
            return
        digests: dict[str, Json] = {
            name.removeprefix("process/"): sha256(self.source.need(name)).hexdigest()
            for name in carried
        }
        if digests == named:
            self.report.add("bodies", "holds", "process-holds", count=len(carried))
        else:
            self.report.add("bodies", "fails", "process-differs")

    def check_erasures(self) -> None:
        """What was erased, and whether a copy is still here."""
        here: list[dict[str, Json]] = [
            {"entry": entry, "index": index}
            for entry, index in sorted(self.entries.erased.items(), key=lambda each: each[1])
            if by_entry("bodies", entry) in self.source
        ]
        self.report.several("erasures", "erased-but-here", here, "open")
        if count := len(self.entries.erased):
            self.report.add("erasures", "holds", "erasures", count=count)

    def check_refusals(self, origin: str, log: PublicKey) -> None:
        """Every refusal carried is signed by the log."""
        counted = 0
        for name in self.source.under("refusals"):
            try:
                refusal = verify_refusal(self.source.need(name), log)
            except RefusalError:
                raise Fault("refusal-wrong", name=name) from None
            if refusal.log != origin or name != f"refusals/{refusal.entry}.json":
                raise Fault("refusal-wrong", name=name)
            counted += 1
        if counted:
            self.report.add("refusals", "holds", "refusals-hold", count=counted)


class _Grouped:
    """Faults of many files, told by kind."""

    def __init__(self) -> None:
        self._found: dict[str, list[dict[str, Json]]] = {}

    def add(self, fault: Exception, otherwise: str, entry: str) -> None:
        """One more; what is no fault of a field is told as `otherwise`."""
        values: dict[str, Json] = {"entry": entry}
        code = otherwise
        if isinstance(fault, Fault):
            values = fault.values | values
            code = fault.code if fault.code.startswith("field-") else otherwise
        self._found.setdefault(code, []).append(values)

    def tell(self, report: Report, check: Check) -> None:
        """Tell all kinds."""
        for code, found in self._found.items():
            report.several(check, code, found)


def _first_version(value: dict[str, Json]) -> bool:
    return type(value["v"]) is int and value["v"] == 1


def _text(value: Json) -> str:
    if not isinstance(value, str):
        raise Fault("body-wrong")
    return value


def _fields(texts: Json, bodied: Bodied) -> dict[str, Json]:
    if not isinstance(texts, list) or not all(isinstance(each, str) for each in texts):
        raise Fault("field-wrong")
    try:
        return read_fields(map(_text, texts), bodied.digests)
    except BodyError:
        raise Fault("field-wrong") from None


def _members(body: bytes) -> dict[str, Json]:
    try:
        value = decode(body, LARGEST_FILE)
    except CanonicalError:
        return {}
    return value if isinstance(value, dict) else {}


def _same(a: Json, b: Json) -> bool:
    """Whether two values are written alike; for Python alone, 1 and true are equal."""
    return encode(a, LARGEST_FILE) == encode(b, LARGEST_FILE)
