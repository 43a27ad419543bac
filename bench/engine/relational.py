# ruff: noqa: S608 - nothing here comes from outside
"""The question in SQL, stage by stage: what DuckDB and PostgreSQL have in common.

1. Which voices were taken back, lane by lane; retractions of retractions first.
2. What counts: its sign, its days within the ten years, its rank among the words of a voice.
3. One row a lane. Whatever lies under a later word without an end is cut off.
4. On each day on which some word begins or ends, the last said of those that speak for it:
   a join on slot, voice, lane and stretch of days. A shorter last-said-wins, by the next
   row alone, would be wrong: an expired correction uncovers what was said before.
5. What changes then, weighed for each atom, and added up day by day.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bench.engine.question import DEFAULT_WEIGHT, STALE, Question, sql_sums
from bench.engine.testimony import END, START

from kept.assessment.sweep.columns import LEAD, NEVER, SIGNED

DAYS: Final = END + 1 - START
FIELD: Final = 4095  # of four packed counts, and one more for what is unclear
UNCLEAR: Final = 1 << 48
STRETCH: Final = 8  # the last-said are sought in stretches of 2⁸ days, so that few rows meet


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """Where the two differ."""

    divided: str  # the sign of whole division
    stretches: str  # the stretches from day b to before day e, as rows "stretch"
    temporary: str = "CREATE TEMP TABLE"


def stages(question: Question, dialect: Dialect) -> dict[str, str]:
    """Each table that is made on the way, in order; the last is `runs`."""
    actors = len(question.lanes.voice)
    voices = len(question.lanes.voices)
    known = question.generated.known_at
    return {
        "counted": _counted(actors, known),
        "ends": "SELECT slot, lane, min(ends) AS stale FROM counted, lanes "
        f"WHERE until = {NEVER} AND (mask >> lane) & 1 = 1 GROUP BY slot, lane",
        "laned": _laned(voices),
        "points": "SELECT cell, b AS day FROM laned "
        f"UNION SELECT cell, e FROM laned WHERE e < {DAYS}",
        "accounts": _accounts(dialect),
        "changes": _changes(dialect, voices),
        "steps": _steps(),
        "runs": _runs(),
    }


def taking_back(question: Question) -> dict[str, str]:
    """The tables of the first stage before its rounds; `acting` is replaced in each round."""
    voice = _voice(len(question.lanes.voice))
    known = question.generated.known_at
    return {
        "acting": f"""
            SELECT r.statement, r.target, {voice} AS voice, r.withdraws,
                CAST(sees AS INTEGER) AS sees, CAST(sees AS INTEGER) AS acts
            FROM retractions r JOIN speakers USING (speaker) JOIN releases USING (release)
            WHERE r.published <= {known}""",
        "undoing": """
            SELECT r.statement, r.voice, q.statement AS other, q.voice AS their
            FROM acting r JOIN acting q ON q.target = r.statement
            WHERE q.withdraws = 1 OR q.voice = r.voice""",
    }


ROUND: Final = """
    SELECT r.statement, r.target, r.voice, r.withdraws, r.sees,
        r.sees & ~coalesce(undone.lanes, 0) AS acts
    FROM acting r LEFT JOIN (
        SELECT u.statement, u.voice, bit_or(q.acts) AS lanes
        FROM undoing u JOIN acting q ON q.statement = u.other AND q.voice = u.their
        GROUP BY u.statement, u.voice
    ) undone ON undone.statement = r.statement AND undone.voice = r.voice"""

TAKEN: Final = """
    SELECT target AS statement, CASE WHEN withdraws = 1 THEN -1 ELSE voice END AS voice,
        bit_or(acts) AS lanes
    FROM acting WHERE acts > 0 GROUP BY 1, 2"""

SUMS: Final = sql_sums("runs")


def _voice(actors: int) -> str:
    return f"CASE WHEN unnamed >= 0 THEN {actors} + unnamed ELSE speakers.voice END"


def _verdict(low: str, high: str) -> str:
    """1: the figure passes, 2: it does not, 0: that cannot be told."""
    below = f"CASE WHEN {high} < bound THEN 1 WHEN {low} >= bound THEN 2 ELSE 0 END"
    above = f"CASE WHEN {high} < bound THEN 2 WHEN {low} >= bound THEN 1 ELSE 0 END"
    equal = (
        f"CASE WHEN bound < {low} OR bound > {high} THEN 2 WHEN {low} = {high} THEN 1 ELSE 0 END"
    )
    return f"(CASE test WHEN 0 THEN {equal} WHEN 1 THEN {below} ELSE {above} END)"


def _sign() -> str:
    """1 for, 2 against, 0 unclear."""
    under, over = _verdict("floor", "low - 1"), _verdict("high + 1", "top")
    return f"""CASE
        WHEN test = -1 THEN CASE
            WHEN kind > 2 THEN 2 WHEN extent_low = -1 OR extent_low >= 3 THEN 1
            WHEN extent_high <> -2 AND extent_high < 3 THEN 2 ELSE 0 END
        WHEN low > {2**62} THEN 0
        WHEN kind <= 2 THEN {_verdict("low", "high")}
        WHEN low > floor AND high < top THEN
            CASE WHEN {under} = {over} THEN {under} ELSE 0 END
        WHEN low > floor THEN {under} WHEN high < top THEN {over} ELSE 0 END"""


def _counted(actors: int, known: int) -> str:
    rank = f"(CAST(flags & {SIGNED} AS BIGINT) << 14 | (said - {START - 4096})) << 24"
    return f"""
        SELECT slot, spoken.voice, until, mask & ~coalesce(one.lanes, 0) & ~coalesce(every.lanes, 0) AS mask,
            (({rank} | spoken.statement) << 2) | sign AS word,
            CASE WHEN event = 1 AND sign <> 1 THEN {START} ELSE last END AS begins,
            CASE WHEN until <> {NEVER} THEN until
                WHEN months < 0 OR (event = 1 AND sign = 1) THEN {NEVER}
                WHEN months = 0 THEN last + days
                ELSE (SELECT later.later FROM later
                    WHERE later.months = spoken.months AND later.day = spoken.last) + days
            END AS ends
        FROM (
            SELECT slots.*, words.statement, {_voice(actors)} AS voice, flags, said, last, until,
                CAST(sees & counts & graded AS INTEGER) AS mask, {_sign()} AS sign
            FROM words JOIN slots USING (proposition) JOIN speakers USING (speaker)
                JOIN releases USING (release) JOIN grades USING (grade)
            WHERE kind <= 4 AND flags & {LEAD} = 0 AND published <= {known}
                AND sees & counts & graded > 0
        ) spoken
        LEFT JOIN taken one ON one.statement = spoken.statement AND one.voice = spoken.voice
        LEFT JOIN taken every ON every.statement = spoken.statement AND every.voice = -1"""


def _laned(voices: int) -> str:
    last = f"""min(CASE WHEN e = {DAYS} THEN b END) OVER (
        PARTITION BY cell ORDER BY word DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)"""
    return f"""
        SELECT cell, word, b, least(e, cut) AS e FROM (
            SELECT cell, word, b, e, coalesce({last}, {DAYS}) AS cut FROM (
                SELECT CAST((slot * {voices} + voice) * 8 + lane AS INTEGER) AS cell, word,
                    CAST(greatest(begins - {START}, 0) AS INTEGER) AS b,
                    CAST(least(ends - {START}, {DAYS}) AS INTEGER) AS e
                FROM counted, lanes
                WHERE (mask >> lane) & 1 = 1 AND begins < ends
                    AND begins <= {END} AND ends > {START}
            ) spoken
        ) seen WHERE b < least(e, cut)"""


def _accounts(dialect: Dialect) -> str:
    return f"""
        SELECT points.cell, points.day, max(word) AS word
        FROM points LEFT JOIN (
            SELECT cell, word, b, e, stretch FROM laned, {dialect.stretches}
        ) spread ON spread.cell = points.cell AND spread.stretch = points.day >> {STRETCH}
            AND spread.b <= points.day AND points.day < spread.e
        GROUP BY points.cell, points.day"""


def _changes(dialect: Dialect, voices: int) -> str:
    div = dialect.divided
    return f"""
        SELECT cell {div} {8 * voices} AS slot, cell {div} 8 % {voices} AS voice, cell & 7 AS lane,
            day, sign, before FROM (
                SELECT cell, day, sign, lag(sign, 1, -1) OVER (
                    PARTITION BY cell ORDER BY day) AS before
                FROM (SELECT cell, day, coalesce(CAST(word & 3 AS INTEGER), -1) AS sign
                    FROM accounts) told
            ) turning WHERE sign <> before"""


def _steps() -> str:
    def step(which: str, sign: int) -> str:
        weight = f"coalesce({which}, {DEFAULT_WEIGHT})"
        now, then = (f"CASE WHEN {each} = {sign} THEN 1 ELSE 0 END" for each in ("sign", "before"))
        return f"({now} - {then}) * {weight}"

    unclear = "(CASE WHEN sign = 0 THEN 1 ELSE 0 END - CASE WHEN before = 0 THEN 1 ELSE 0 END)"
    return f"""
        SELECT atom, lane, day, CAST(sum(pro) AS BIGINT) AS pro, CAST(sum(con) AS BIGINT) AS con
        FROM (
            SELECT atoms.atom, changes.lane, day,
                {step("pro", 1)} + {unclear} * {UNCLEAR} AS pro, {step("con", 2)} AS con
            FROM changes JOIN atoms USING (slot) LEFT JOIN weights ON weights.atom = atoms.atom
                AND weights.voice = changes.voice AND weights.lane = changes.lane
            UNION ALL SELECT atom, lane, 0, 0, 0 FROM atoms, lanes
        ) stepping GROUP BY atom, lane, day"""


def _strength(of: str) -> str:
    """How strongly four packed counts support one side."""
    return f"""CASE WHEN {of} & {FIELD} = 0 THEN 0 WHEN ({of} >> 12) & {FIELD} > 0 THEN 3
        WHEN ({of} >> 24) & {FIELD} > 0 THEN 2
        WHEN {of} & {FIELD} > 1 AND ({of} >> 36) & {FIELD} > 0 THEN 2 ELSE 1 END"""


def _runs() -> str:
    running = "OVER (PARTITION BY atom, lane ORDER BY day ROWS UNBOUNDED PRECEDING)"
    return f"""
        SELECT atom, lane, day, code FROM (
            SELECT atom, lane, day, code, lag(code, 1, -1) OVER (
                PARTITION BY atom, lane ORDER BY day) AS before
            FROM (
                SELECT summed.atom, summed.lane, day, {_strength("pro")}
                    + 4 * ({_strength("con")}) + CASE WHEN pro >= {UNCLEAR} THEN 16 ELSE 0 END
                    + CASE WHEN pro = 0 AND con = 0 AND stale <= day + {START}
                        THEN {STALE} ELSE 0 END AS code
                FROM (
                    SELECT atom, lane, day, CAST(sum(pro) {running} AS BIGINT) AS pro,
                        CAST(sum(con) {running} AS BIGINT) AS con FROM steps
                ) summed JOIN atoms USING (atom)
                LEFT JOIN ends ON ends.slot = atoms.slot AND ends.lane = summed.lane
            ) coded
        ) told WHERE code <> before"""
