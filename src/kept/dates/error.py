"""What is raised when a date, a duration or a calendar cannot be taken as written."""


class DateError(ValueError):
    """A date is wrong or can be read in two ways; the message says what to do."""
