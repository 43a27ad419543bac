"""What is raised when a process cannot be laid out for a warehouse."""


class WarehouseError(ValueError):
    """The message says what stands in the way, and what to do."""
