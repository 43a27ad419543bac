"""What worked a standing out, as data names it."""

from typing import Final

ENGINE: Final = "kept 2026.11.0, reference assessment"
