"""What is kept of corrections."""

from kept.web.corrections.models.correction import Correction, Outcome

__all__ = ["Correction", "Outcome"]
