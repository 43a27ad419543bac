"""The sweep in NumPy alone: the same answers where there is no compiler."""
