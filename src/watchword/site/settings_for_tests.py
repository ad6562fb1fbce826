"""The settings that tests run under: a folder of their own, quick passwords, mail kept in memory.

``WATCHWORD_DATABASE`` chooses PostgreSQL, as it does for a site.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

os.environ["WATCHWORD_HOME"] = tempfile.mkdtemp(prefix="watchword-tests-")
atexit.register(shutil.rmtree, os.environ["WATCHWORD_HOME"], ignore_errors=True)
# Playwright's loop runs in the process of the tests; they ask the database one after the other
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
for _name in ("MAIL", "CHAT", "OIDC", "SAML", "SECOND_FACTOR", "DEBUG", "ADDRESS"):
    os.environ.pop(f"WATCHWORD_{_name}", None)
os.environ["WATCHWORD_SECOND_FACTOR"] = ""

from watchword.site.settings import *  # noqa: E402, F403 - the settings themselves, a few replaced

(CONFIGURATION.home / "static").mkdir()  # noqa: F405 - made by the star
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
TASKS = {
    "default": {
        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend",
        "QUEUES": ["default", "mail"],
    }
}
ALLOWED_HOSTS = ["*"]
ACCOUNT_RATE_LIMITS = {}
if "sqlite3" in str(DATABASES["default"]["ENGINE"]):  # noqa: F405 - made by the star
    # in a file, as a site's own is: in memory no two threads may write
    DATABASES["default"]["TEST"] = {"NAME": str(CONFIGURATION.home / "test.sqlite3")}  # noqa: F405
