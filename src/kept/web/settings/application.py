"""What the site is made of."""

from __future__ import annotations

import os
from typing import Final

INSTALLED_APPS: Final = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "kept.web.accounts",
    "kept.web.corrections",
    "kept.web.filing",
]
MIDDLEWARE: Final = [
    "kept.web.pages.headers.Headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "kept.web.pages.language.Speaking",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
TEMPLATES: Final = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": "jinja2",
        "DIRS": [],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "kept.web.pages.templates.environment"},
    },
    {  # for the pages of signing in, which come with Django's
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
ROOT_URLCONF: Final = "kept.web.urls"
WSGI_APPLICATION: Final = "kept.web.wsgi.application"
APPEND_SLASH: Final = True
USE_I18N: Final = True
USE_TZ: Final = True
TIME_ZONE: Final = "UTC"
LANGUAGE_CODE: Final = "en"
LANGUAGES: Final = [("en", "English"), ("fr", "Français")]
FORMAT_MODULE_PATH: Final = None
STORAGES: Final = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE: Final = 1_000_000  # bytes of a form without its files
DATA_UPLOAD_MAX_NUMBER_FIELDS: Final = 200
DATA_UPLOAD_MAX_NUMBER_FILES: Final = 10
LOGGING: Final = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "kept: {asctime} {levelname} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["stderr"], "level": "ERROR", "propagate": False}},
}
# Who says which entries are not shown to others yet.
KEPT_RECORD: Final = "kept.web.accounts.record.record"  # who read what is not for everybody
KEPT_HELD: Final = "kept.web.filing.holds.held"
# Whom one can sign in as, and with what, in an exercise.
KEPT_TO_TRY: Final = "kept.web.demo.people.PEOPLE"
# "0" makes every page anew, so that bench.site can tell what that costs.
KEPT_KEEP_PAGES: Final = os.environ.get("KEPT_KEEP_PAGES") != "0"
