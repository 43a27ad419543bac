"""The addresses at which a body comes to a finding."""

from __future__ import annotations

from django.urls import path

from kept.web.findings import views

urlpatterns = [
    path("new/<uuid:pk>/", views.propose, name="finding-propose"),
    path("<uuid:pk>/", views.show, name="finding"),
    path("<uuid:pk>/vote/", views.vote, name="finding-vote"),
    path("<uuid:pk>/find/", views.find, name="finding-find"),
    path("<uuid:pk>/withdraw/", views.withdraw, name="finding-withdraw"),
]
