"""kept shows which promises of a peace agreement have been kept.

The packages in the order in which data flows; each imports only from those above it:

    dates       days, spans and durations as agreements and witnesses write them
    names       ids, visible text and whole-number figures
    texts       how kept reads what people write, with the line of every mistake
    process     what was agreed: actors, instruments, commitments
    ledger      who said what, and when
    assessment  where each commitment stands, and why
    report      how it is told
    archive     where things are kept: the only package that touches files
    cli         what people type
    web         what people meet in a browser

`process` and `ledger` do not know each other; text and testimony meet in `assessment`.
The packages from `dates` to `report` touch neither disk, network, clock nor chance.
"""
