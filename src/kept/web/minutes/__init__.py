"""The secretariat records a meeting, its decisions, and what it found missing or in the way."""
