"""What a row says about a slot, and how strongly counts support a side, as Polars expressions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bench.engine.relational import FIELD

from kept.assessment.sweep.columns import NO_FIGURE

if TYPE_CHECKING:
    import polars as pl


def sign() -> pl.Expr:
    """1 for, 2 against, 0 unclear."""
    import polars as pl

    col = pl.col

    def choose(*cases: tuple[Any, Any]) -> pl.Expr:
        found: Any = pl
        for condition, value in cases:
            found = found.when(condition).then(value)
        return found.otherwise(0)  # type: ignore[no-any-return]

    def verdict(low: pl.Expr, high: pl.Expr) -> pl.Expr:
        bound, test = col("bound"), col("test")
        outside = (bound < low) | (bound > high)
        return choose(
            ((test == 0) & outside, 2),
            ((test == 0) & (low == high), 1),
            (test == 0, 0),
            ((test == 1) & (high < bound), 1),
            ((test == 1) & (low >= bound), 2),
            (test == 1, 0),
            (high < bound, 2),
            (low >= bound, 1),
        )

    event = choose(
        (col("kind") > 2, 2),
        ((col("extent_low") == -1) | (col("extent_low") >= 3), 1),
        ((col("extent_high") != -2) & (col("extent_high") < 3), 2),
    )
    under = verdict(col("floor"), col("low") - 1)
    over = verdict(col("high") + 1, col("top"))
    has_under, has_over = col("low") > col("floor"), col("high") < col("top")
    return choose(
        (col("test") == -1, event),
        (col("low") == NO_FIGURE, 0),
        (col("kind") <= 2, verdict(col("low"), col("high"))),
        (has_under & has_over, pl.when(under == over).then(under).otherwise(0)),
        (has_under, under),
        (has_over, over),
    ).cast(pl.Int64)


def strength(of: str) -> pl.Expr:
    """0 to 3, from four counts packed into one number."""
    import polars as pl

    count = [pl.col(of) // 4096**place % (FIELD + 1) for place in range(4)]
    return (
        pl.when(count[0] == 0)
        .then(0)
        .when(count[1] > 0)
        .then(3)
        .when((count[2] > 0) | ((count[0] > 1) & (count[3] > 0)))
        .then(2)
        .otherwise(1)
        .cast(pl.Int64)
    )
