"""The few statements out of many from which the reference tells the same as from all.

Only what asks for it imports this: it needs NumPy and the compiled kernel.
"""

from kept.archive.reduction.reducing import Asking, reduced, speaking_of

__all__ = ["Asking", "reduced", "speaking_of"]
