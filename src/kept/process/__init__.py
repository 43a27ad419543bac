"""What was agreed: a process as text that computes."""

from kept.process.model import *  # noqa: F403 - the model is the public face of this package
from kept.process.model import __all__ as _model
from kept.process.read import Grammar, read_process

__all__ = [*_model, "Grammar", "read_process"]
