"""Whatever the description of the interface allows is answered, or refused in words."""

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, status_code_conformance

from kept.web.pages.description import description
from kept.web.screens import SCREENS

CHECKS = (not_a_server_error, status_code_conformance, content_type_conformance)
SCHEMA = schemathesis.openapi.from_dict(description(SCREENS, "http://localhost", "test"))

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("exercise")]


@pytest.fixture
def application():
    return WSGIHandler()


@SCHEMA.parametrize()
@settings(max_examples=15, suppress_health_check=list(HealthCheck), deadline=None)
def test_whatever_may_be_asked_is_answered(case, application):
    case.call_and_validate(app=application, base_url="http://localhost", checks=list(CHECKS))


def test_every_address_that_gives_data_is_described(reader):
    told = reader.get("/api/openapi.json").json()
    assert {path for path in told["paths"] if path.endswith("data.json")} == {
        "/"
        + each.path.replace("<int:", "{")
        .replace("<slug:", "{")
        .replace("<str:", "{")
        .replace(">", "}")
        + "data.json"
        for each in SCREENS
    }
