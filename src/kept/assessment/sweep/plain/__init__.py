"""The sweep in NumPy alone: the same answers where there is no compiler."""

from kept.assessment.sweep.plain.histories import histories

__all__ = ["histories"]
