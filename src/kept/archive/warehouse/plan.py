"""The evidence stage as one relational plan: of every slot, from every lane, day by day.

It runs unchanged wherever Ibis runs: DuckDB on one machine, Spark on many. `kept export
warehouse` lays a copy of this file beside the tables it reads; it needs Ibis and nothing else:
`python plan.py duckdb` or `python plan.py pyspark`, in that folder, writes `runs.parquet`.

A *lane* is a standpoint. A *slot* is a proposition, for an indicator with the test its figure is
put to. An *atom* is a slot, with who gains if it is believed, by the day on which what was said
is certain or is first possible. A *run* says: of this atom, from this lane, from this day on
until its next run, the evidence is `code` = for + 4 · against + 16 · unclear + 32 · stale, where
for and against are 0 none, 1 claimed, 2 corroborated, 3 verified. Day 1 is 1 January of year 1.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import ibis
from pyarrow.parquet import write_table

TABLES: Final = (
    "asked", "words", "retractions", "statements", "releases", "speakers", "grades", "kinds",
    "slots", "atoms", "interests", "levels",
)  # fmt: skip
NEVER: Final = 3_652_059  # 31 December 9999
AGAINST, UNCLEAR, FOR, SILENT = 0, 1, 2, 3
ORDERS: Final = 2**31  # more than there are statements
DAYS: Final = 2**22  # more than there are days
VOICES, LANES = 2**15, 2**12  # more than there are: a slot, pick, lane and voice make one number
FIRST: Final = 2**31  # the number of the first stretch; half of it is that of the first pair, …

Table = Any  # ibis.expr.types.Table: Ibis has no types to check against
Tables = Mapping[str, Table]


def plan(tables: Tables, turns: int) -> Table:
    """The runs, as (atom, lane, day, code), in this order.

    `tables` holds TABLES by name. `turns` is the greatest `turn` of a retraction: how often one
    takes back another that takes back another.
    """
    heard = _heard(tables, _counted(tables, turns))
    changes = _changes(_painted(heard, tables["levels"]))
    return _runs(tables, changes, _grown_old(heard))


# ── 1 to 3: seen, standing, counted ──────────────────────────────────────────


def _seen(tables: Tables, rows: Table) -> Table:
    """The rows a lane may see and could know of, with the voice that speaks in each."""
    by_entry = rows.cross_join(tables["asked"])
    known = by_entry.mutate(known=by_entry.by_entry.ifelse(by_entry.entered, by_entry.published))
    known = known.filter(known.known < NEVER, known.known <= known.known_at)
    seen = known.join(tables["releases"], "release").join(tables["speakers"], ["lane", "speaker"])
    return seen.mutate(voice=(seen.unnamed >= 0).ifelse(seen.unnamed, seen.voice))


def _counted(tables: Tables, turns: int) -> Table:
    """The rows that are evidence in a lane, and that their voice has not taken back."""
    seen = _seen(tables, tables["words"])
    graded = seen.filter(seen.counted, ~seen.lead).join(tables["grades"], ["lane", "grade"])
    evidence = graded.join(tables["kinds"], "kind").join(tables["statements"], "statement")
    return _left(evidence, _taking_back(tables, turns))


def _taking_back(tables: Tables, turns: int) -> Table:
    """The retractions that stand: those nobody takes back first, then turn by turn."""
    seen = _seen(tables, tables["retractions"])
    seen = seen.select("statement", "target", "lane", "voice", "withdraws", "turn")
    standing = seen.filter(seen.turn == 0)
    for turn in range(1, turns + 1):
        standing = standing.union(_left(seen.filter(seen.turn == turn), standing))
    return standing


def _left(rows: Table, standing: Table) -> Table:
    """The rows whose voice no standing retraction takes back, and whose filer none withdraws."""
    theirs = standing.select("lane", "voice", statement="target")
    all_of_it = standing.filter(standing.withdraws).select("lane", statement="target")
    own = rows.anti_join(theirs, ["statement", "lane", "voice"])
    return own.anti_join(all_of_it, ["statement", "lane"])


# ── 4 and 5: signs and days ──────────────────────────────────────────────────


def _heard(tables: Tables, counted: Table) -> Table:
    """What counts on each slot: its sign, its rank among the words of its voice, its days.

    `old` is the day from which words that ended of themselves are told to be stale.
    """
    asked = tables["atoms"].select("slot", "certain").distinct()
    rows = counted.join(tables["slots"], "proposition").join(asked, "slot")
    rows = rows.mutate(happened=_sign_of_event(rows))
    rows = rows.mutate(sign=rows.tested.ifelse(_sign_of_figure(rows), rows.happened))
    not_yet, told = rows.event & (rows.sign != FOR), rows.until < NEVER
    stays, stayed = rows.event & (rows.sign == FOR), rows.event & (rows.happened == FOR)
    lane = (rows.slot.cast("int64") * 2 + rows.certain.cast("int64")) * LANES + rows.lane
    return rows.select(
        cell=lane * VOICES + rows.voice,
        begins=not_yet.ifelse(1, rows.certain.ifelse(rows.last, rows.first)),
        ends=told.ifelse(rows.until, stays.ifelse(NEVER, rows.fresh_end)),
        old=told.ifelse(NEVER, stayed.ifelse(NEVER, rows.fresh_end)),
        rank=_rank(rows),
    )


def _rank(rows: Table) -> Table:
    """Own signed text, then the last said, then the last entered; the sign in the last two bits."""
    order = rows.by_entry.ifelse(rows.entry, rows.statement).cast("int64")
    said = rows.signed.cast("int64") * DAYS + rows.said
    return (said * ORDERS + order) * 4 + rows.sign


def _sign_of_event(rows: Table) -> Table:
    """Said to be so, or not; partly done is not done."""
    fully, partly = rows.extent_low >= 3, rows.extent_high < 3
    return ibis.cases(
        (rows.contradicts, AGAINST), (~rows.extent | fully, FOR), (partly, AGAINST), else_=UNCLEAR
    )


def _sign_of_figure(rows: Table) -> Table:
    """A figure tested as the interval it is; denied, it lies below that or above it."""
    inside, outside = _tested(rows, rows.low, rows.high)
    below, above = rows.low > rows.least, rows.high < rows.most
    low_in, low_out = _tested(rows, rows.least, rows.low - 1)
    high_in, high_out = _tested(rows, rows.high + 1, rows.most)
    all_in = (below | above) & (~below | low_in) & (~above | high_in)
    all_out = (below | above) & (~below | low_out) & (~above | high_out)
    passes = rows.says & rows.contradicts.ifelse(all_in, inside)
    fails = rows.says & rows.contradicts.ifelse(all_out, outside)
    return ibis.cases((passes, FOR), (fails, AGAINST), else_=UNCLEAR)


def _tested(rows: Table, low: Table, high: Table) -> tuple[Table, Table]:
    """Whether all figures from `low` to `high` pass the test of the slot, and whether none does."""
    inside = (low >= rows.passes_low) & (high <= rows.passes_high)
    return inside, (high < rows.passes_low) | (low > rows.passes_high)


# ── 6: the account of a voice ────────────────────────────────────────────────


def _painted(heard: Table, levels: Table) -> Table:
    """Between any two days on which words of a voice begin or end, its account: cell, day, sign.

    The words of greatest rank that are valid count, so words that have ended uncover older ones.
    Stretches between neighbouring days are numbered; words cover few blocks of 1, 2, 4, 8 …
    stretches, and a stretch looks up the blocks it lies in. So one voice that has said very much
    costs little more than many that have said little.
    """
    words = heard.filter(heard.begins < heard.ends)
    edges = _edges(words)
    first = edges.select("cell", begins="day", start="place")
    after = edges.select("cell", "size", ends="day", stop="place")
    blocks = _blocks(words.join(first, ["cell", "begins"]).join(after, ["cell", "ends"]), levels)
    inside = edges.join(levels, edges.size >= levels.width)
    inside = inside.mutate(block=_part(inside.place, inside.width))
    found = inside.join(blocks, ["cell", "block"])
    top = found.group_by(["cell", "day"]).agg(rank=found.rank.max())
    told = edges.left_join(top, ["cell", "day"])
    return told.select("cell", "day", sign=(told.rank % 4).fill_null(SILENT).cast("int64"))


def _edges(words: Table) -> Table:
    """The days on which words of a voice begin or end, numbered; and how many there are."""
    begins, ends = words.select("cell", day="begins"), words.select("cell", day="ends")
    days = begins.union(ends).distinct()
    number = ibis.row_number().over(group_by="cell", order_by="day").cast("int64")
    return days.mutate(place=number + FIRST, size=days.count().over(group_by="cell"))


def _blocks(covers: Table, levels: Table) -> Table:
    """The fewest blocks that make up what words cover, with the greatest rank in each."""
    each = covers.join(levels, covers.size >= levels.width)
    left, right = _part(each.start + each.width - 1, each.width), _part(each.stop, each.width)
    each = each.mutate(left=left, right=right)
    each = each.filter(each.left < each.right)
    lefts = each.filter(each.left % 2 == 1).select("cell", "rank", block="left")
    odd = each.filter(each.right % 2 == 1)
    blocks = lefts.union(odd.select("cell", "rank", block=odd.right - 1))
    return blocks.group_by(["cell", "block"]).agg(rank=blocks.rank.max())


def _part(place: Table, width: Table) -> Table:
    """The block of a width in which a stretch lies; no two blocks have one number."""
    return (place // width).cast("int64")


def _changes(painted: Table) -> Table:
    """The days on which the account of a voice changes its sign, and what it was before."""
    along = ibis.window(group_by="cell", order_by="day")
    before = painted.mutate(before=painted.sign.lag().over(along).fill_null(SILENT))
    return _apart(before.filter(before.sign != before.before, before.day < NEVER))


def _grown_old(heard: Table) -> Table:
    """Of each slot and lane the first day on which words have grown too old to speak."""
    ended = heard.filter(heard.old < NEVER)
    ended = _apart(ended.group_by("cell").agg(day=ended.old.min()))
    return ended.group_by(["slot", "certain", "lane"]).agg(day=ended.day.min())


def _apart(cells: Table) -> Table:
    """The same with the slot, its pick, the lane and the voice of each cell."""
    lane, voice = cells.cell // VOICES, cells.cell % VOICES
    slot = lane // LANES
    return cells.mutate(slot=slot // 2, certain=slot % 2 == 1, lane=lane % LANES, voice=voice)


# ── 7: what the accounts come to ─────────────────────────────────────────────

ATOM: Final = ("atom", "lane")
SUMS: Final = ("for_", "against", "unclear", "old")  # the first two hold COUNTS
# How many voices speak for something, and how many of them are apart from those who gain, concede,
# verify: four counts in one number, each below VOICES.
COUNTS: Final = {"apart": VOICES, "concedes": VOICES**2, "verifies": VOICES**3}


def _runs(tables: Tables, changes: Table, old: Table) -> Table:
    """Running sums over all voices, as codes; a run only where the code changes."""
    atoms = tables["atoms"]
    lanes = tables["speakers"].select("lane").distinct()
    first = _step(atoms.cross_join(lanes).mutate(day=1))
    grown_old = _step(atoms.join(old, ["slot", "certain"]).mutate(old=1))
    steps = first.union(grown_old).union(_weighed(tables, changes))
    by_day = steps.group_by([*ATOM, "day"]).agg(
        **{each: ibis._[each].sum().cast("int64") for each in SUMS}
    )
    so_far = ibis.window(group_by=list(ATOM), order_by="day", preceding=None, following=0)
    sums = {each: by_day[each].sum().over(so_far).cast("int64") for each in SUMS}
    coded = _coded(by_day.select(*ATOM, "day", **sums))
    along = ibis.window(group_by=list(ATOM), order_by="day")
    runs = coded.mutate(before=coded.code.lag().over(along).fill_null(-1))
    runs = runs.filter(runs.code != runs.before).select(*ATOM, "day", "code")
    return runs.cast(dict.fromkeys(runs.columns, "int32")).order_by([*ATOM, "day"])


def _weighed(tables: Tables, changes: Table) -> Table:
    """What each change adds to the sums of each atom, by who it is that speaks."""
    each = changes.join(tables["atoms"], ["slot", "certain"])
    each = each.left_join(tables["interests"], ["interest", "lane", "voice"])
    for_ = _turned(each, FOR) * _weight(each, "for")
    against = _turned(each, AGAINST) * _weight(each, "against")
    return _step(each.mutate(for_=for_, against=against, unclear=_turned(each, UNCLEAR)))


def _turned(changes: Table, sign: int) -> Table:
    """1 where a voice takes a sign, -1 where it leaves it."""
    return (changes.sign == sign).cast("int64") - (changes.before == sign).cast("int64")


def _weight(changes: Table, side: str) -> Table:
    """Whom an interest does not name is apart from those who gain."""
    weight = ibis.literal(1, "int64")
    for name, place in COUNTS.items():
        named = changes[f"{side}_{name}"].fill_null(int(name == "apart"))
        weight = weight + named.cast("int64") * place
    return weight


def _step(rows: Table) -> Table:
    """What changes on a day; sums that are not given do not."""
    nothing = {each: ibis.literal(0) for each in SUMS if each not in rows.columns}
    step = rows.mutate(**nothing).select(*ATOM, "day", *SUMS)
    return step.cast(dict.fromkeys(step.columns, "int64"))


def _coded(sums: Table) -> Table:
    silent = (sums.for_ == 0) & (sums.against == 0) & (sums.unclear == 0)
    code = _strength(sums.for_) + 4 * _strength(sums.against)
    code = code + (sums.unclear > 0).ifelse(16, 0) + (silent & (sums.old > 0)).ifelse(32, 0)
    return sums.select(*ATOM, "day", code=code)


def _strength(sums: Table) -> Table:
    """Verified; or conceded, or by several of whom one is apart; or claimed; or none."""
    apart, concedes, verifies = COUNTS.values()
    several = (sums % apart > 1) & (sums % concedes >= apart)
    stronger = several | (sums % verifies >= concedes)
    return ibis.cases((sums == 0, 0), (sums >= verifies, 3), (stronger, 2), else_=1)


def main(arguments: Sequence[str]) -> None:
    """Run the plan on the tables beside this file, and write `runs.parquet` there."""
    folder, engine = Path(__file__).resolve().parent, arguments[0] if arguments else "duckdb"
    connection = getattr(ibis, engine).connect()
    tables = {each: connection.read_parquet(str(folder / f"{each}.parquet")) for each in TABLES}
    turns = tables["retractions"].turn.max().fill_null(0).execute()
    write_table(plan(tables, int(turns)).to_pyarrow(), folder / "runs.parquet")


if __name__ == "__main__":
    main(sys.argv[1:])
