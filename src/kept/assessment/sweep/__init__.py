"""The fast engine: all standpoints at once, on columns, run by run.

`kept.assessment.assess` is the definition; what is here comes to the same, and is held to it by
tests on random processes. See `docs/scale.md`.
"""
