"""A duty that rests until further notice has a deadline that has not come."""

from datetime import date

from kept.assessment import assess, history
from kept.process import read_process

HEAD = """
[process]
id = "small"
title = { en = "Small" }
languages = ["en"]
compiled_on = 2025-11-21
coded_by = ["editors"]
reviewed_by = []

[calendar]
count = "exclusive"

[track.lakes]
name = { en = "Lakes" }

[actor.aruna]
kind = "state"
name = { en = "Aruna" }
sources = ["text"]

[source.text]
publisher = "Gazette"
kind = "official-text"
published_on = 2025-01-01

[event.survey-made]
name = { en = "The survey is made" }

[standpoint.public]
name = { en = "Public" }

[decision.rests]
by = "aruna"
on = 2025-09-03
known_on = 2025-09-03
text = { en = "The survey rests" }
effect = { suspend = "survey" }
sources = ["text"]
"""

TEXT = """# Peace

```toml
[instrument.peace]
track = "lakes"
kind = "peace-agreement"
parties = ["aruna"]
powers = ["aruna"]
status = [{ is = "in-force", on = 2025-01-01, known_on = 2025-01-01, sources = ["text"] }]
sources = ["text"]
```

## Clause 1 — Survey

A survey.

```toml
[commitment.survey]
text = { en = "Make the survey" }
of = ["aruna"]
due = { by = 2025-12-31 }
done = { event = "survey-made" }
sources = ["text"]
```
"""


def test_a_deadline_under_an_open_suspension_can_be_asked_for() -> None:
    process = read_process([("process.toml", HEAD), ("peace.md", TEXT)])
    on = date(2025, 11, 21)

    assessed = assess(process, [], on=on, known_at=on, standpoint=process.standpoints["public"])

    assert assessed.standings["survey"].duty == "suspended"
    assert [each.duty for each in history(assessed, "survey")] == ["active", "suspended"]
