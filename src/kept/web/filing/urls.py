"""The addresses of the desk."""

from __future__ import annotations

from django.urls import path, re_path

from kept.web.filing.views import (
    annexes,
    checks,
    desk,
    drafts,
    exports,
    keys,
    preview,
    receipts,
    retract,
    sheets,
    visits,
)

_ENTRY = r"entries/(?P<entry>[0-9a-f]{64})/"

urlpatterns = [
    path("", desk.desk, name="desk"),
    path("statements/new/", drafts.new, name="draft-new"),
    path("statements/<uuid:pk>/preview/", preview.preview, name="draft-preview"),
    path("statements/<uuid:pk>/paper/", preview.begin_paper, name="draft-begin"),
    path("statements/<uuid:pk>/remove/", drafts.remove, name="draft-remove"),
    path("statements/<uuid:pk>/annexes/", annexes.upload, name="annex-upload"),
    path("statements/<uuid:pk>/<slug:name>/", drafts.step, name="draft-step"),
    path("annexes/<uuid:pk>/", annexes.show, name="annex"),
    path("annexes/<uuid:pk>/remove/", annexes.remove, name="annex-remove"),
    path("papers/<uuid:pk>/", sheets.show, name="sheet"),
    path("papers/<uuid:pk>/sign/", sheets.sign, name="sheet-sign"),
    path("papers/<uuid:pk>/bring/", sheets.bring, name="sheet-bring"),
    path("papers/<uuid:pk>/file/", sheets.download, name="sheet-download"),
    path("papers/<uuid:pk>/withdraw/", sheets.take_off, name="sheet-withdraw"),
    re_path(f"^{_ENTRY}receipt/$", receipts.show, name="receipt"),
    re_path(f"^{_ENTRY}receipt.pdf$", receipts.paper, name="receipt-pdf"),
    re_path(f"^{_ENTRY}bundle.zip$", receipts.bundle, name="receipt-bundle"),
    re_path(f"^{_ENTRY}retract/$", retract.retract, name="retract"),
    path("keys/", keys.show, name="keys"),
    path("keys/new/", keys.enrol, name="key-enrol"),
    path("keys/manifest/", keys.bring_manifest, name="key-bring"),
    path("keys/<uuid:pk>/public/", keys.public, name="key-public"),
    path("keys/<uuid:pk>/paper/", keys.manifest, name="key-manifest"),
    path("checks/<int:pk>/", checks.check, name="check"),
    path("checks/<int:pk>/decide/", checks.decide, name="check-decide"),
    path("exports/new/", exports.ask, name="export-ask"),
    path("exports/<uuid:pk>/decide/", exports.decide, name="export-decide"),
    path("exports/<uuid:pk>/take/", exports.take, name="export-take"),
    path("visits/new/", visits.ask, name="visit-ask"),
    path("visits/<uuid:pk>/answer/", visits.answer, name="visit-answer"),
]
