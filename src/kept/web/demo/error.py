"""What is raised where an exercise cannot be made."""


class NotADemoError(RuntimeError):
    """The data folder holds something else than an exercise."""
