"""Django's settings, from the site's configuration."""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from watchword.site import configuration as conf

CONFIGURATION = conf.read_configuration()
HERE = Path(__file__).parent

DEBUG = CONFIGURATION.debug
SECRET_KEY = conf.secret_key(CONFIGURATION.home)
ALLOWED_HOSTS = [CONFIGURATION.host, "localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [CONFIGURATION.address]
ROOT_URLCONF = "watchword.site.urls"
WSGI_APPLICATION = "watchword.site.wsgi.application"
DATABASES = {"default": conf.database(CONFIGURATION)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "watchword.site.kit",
    "watchword.site.audit",
    "watchword.site.people",
    "watchword.site.editions",
    "watchword.site.notices",
    "watchword.site.consultation",
    "watchword.site.training",
    "watchword.site.handbook",
    "watchword.site.review",
    "watchword.site.waivers",
    "watchword.site.upkeep",
    "watchword.site.organisation",
    "watchword.site.tokens",
    "watchword.site.webhooks",
    "watchword.site.accounts",
    "watchword.site.crisis",
    "watchword.site.publishing",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.socialaccount.providers.saml",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "template_partials",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "watchword.site.kit.middleware.ReaderMiddleware",
    "watchword.site.kit.middleware.RefusalMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "watchword.site.kit.frame.frame",
            ],
            "builtins": [
                "watchword.site.kit.templatetags.kit",
                "watchword.site.review.templatetags.posts",
            ],
        },
    }
]

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# sign-in
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "watchword.site.people.passwords.DisguisedPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "today"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "watchword.site.people.sign_in.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "watchword.site.people.sign_in.SingleSignOnAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # addresses come from the organisation's own records
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = False
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/m/key",
    "reauthenticate": "10/m/user",
}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Watchword"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not CONFIGURATION.is_https
USERSESSIONS_TRACK_ACTIVITY = True
ALLAUTH_TRUSTED_PROXY_COUNT = CONFIGURATION.trusted_proxies
SOCIALACCOUNT_AUTO_SIGNUP = True
SOCIALACCOUNT_PROVIDERS = conf.single_sign_on(CONFIGURATION)
SECOND_FACTOR_ROLES = frozenset(CONFIGURATION.second_factor.split())

# what browsers are told
CSRF_FAILURE_VIEW = "watchword.site.kit.views.form_refused"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = CONFIGURATION.is_https
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SECURE_SSL_REDIRECT = False  # the proxy before the site does that
SECURE_HSTS_SECONDS = 31_536_000 if CONFIGURATION.is_https else 0
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if CONFIGURATION.trusted_proxies else None
)
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "media-src": [SELF, "blob:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF, *conf.provider_origins(CONFIGURATION)],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 20_000_000  # a file of 100,000 people on its way back
FILE_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
FILE_UPLOAD_HANDLERS = [
    "watchword.site.kit.uploads.BoundedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

# words and times
LANGUAGE_CODE = CONFIGURATION.language
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [HERE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = CONFIGURATION.timezone

# files
STATIC_URL = "static/"
STATIC_ROOT = CONFIGURATION.home / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG
MEDIA_ROOT = CONFIGURATION.home / "files"

# work in the background, and mail
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "mail"]}}
DEFAULT_FROM_EMAIL = SERVER_EMAIL = CONFIGURATION.mail_from
locals().update(conf.mail(CONFIGURATION))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
