"""The two forms: asking, and answering."""

from __future__ import annotations

from django import forms

from kept.web.corrections.models import Outcome


class AskForm(forms.Form):
    """What is wrong, and on which page. Nobody is asked who they are."""

    page = forms.RegexField(r"^/(?!/)[\w\-./?=&%:,]*$", max_length=200)
    text = forms.CharField(min_length=10, max_length=2000)
    # Hidden from people and filled in by programs that fill in everything.
    website = forms.CharField(required=False, max_length=0)


class AnswerForm(forms.Form):
    """What came of a request, and whether its words may be shown."""

    outcome = forms.ChoiceField(choices=Outcome.choices)
    answer = forms.CharField(max_length=2000, required=False)
    text_shown = forms.BooleanField(required=False)

    def clean(self) -> dict[str, object]:
        """Whoever closes a request says why."""
        cleaned: dict[str, object] = super().clean() or {}
        if cleaned.get("outcome") != Outcome.OPEN and not cleaned.get("answer"):
            self.add_error("answer", "needed")
        return cleaned
