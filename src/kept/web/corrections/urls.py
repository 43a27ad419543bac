"""The addresses of the two forms; the log is a screen."""

from django.urls import path

from kept.web.corrections.views import answer, ask

urlpatterns = [
    path("new/", ask, name="correction-ask"),
    path("<int:number>/answer/", answer, name="correction-answer"),
]
