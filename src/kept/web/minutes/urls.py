"""The addresses at which a meeting is recorded."""

from __future__ import annotations

from django.urls import path

from kept.web.minutes import views

urlpatterns = [
    path("new/", views.new, name="minutes"),
    path("<slug:meeting>/recorded/", views.recorded, name="minutes-recorded"),
]
