"""An address with https is told to browsers as the only one."""

import os
import subprocess
import sys

ASKED = """
from django.conf import settings as s
print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS >= 31536000,
      s.SECURE_HSTS_INCLUDE_SUBDOMAINS, s.DEBUG, s.ALLOWED_HOSTS[0], s.CSRF_TRUSTED_ORIGINS)
"""


def told(origin, tmp_path):
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "kept.web.settings",
        "KEPT_ORIGIN": origin,
        "KEPT_DATA": str(tmp_path),
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    command = [sys.executable, "-c", ASKED]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, check=True
    ).stdout


def test_cookies_and_visits_are_for_https_alone(tmp_path):
    said = told("https://kept.example", tmp_path)
    assert said.split() == ["True"] * 4 + ["False", "kept.example", "['https://kept.example']"]


def test_a_machine_of_one_s_own_needs_none(tmp_path):
    assert told("http://localhost:8000", tmp_path).split()[:4] == ["False"] * 4
