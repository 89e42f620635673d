"""All settings. Production is the default; only the demo, which needs no variable at all, relaxes what it must.

Without DATABASE_URL the application runs its demo on the embedded PostgreSQL. With it, everything is as in production
and SECRET_KEY and KSM_HOSTS have to be given, unless KSM_DEMO=true asks for the demo on that database.
"""

import secrets
from pathlib import Path

import csp.constants as csp
import environ
from django.core.exceptions import ImproperlyConfigured

from accounts.sign_in import providers
from ksm import embedded_postgres, environment
from ksm.logs import logging_config

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(environment.text("KSM_VAR_DIR", str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)

# Which operation this is
_database_url = environment.url("DATABASE_URL", schemes=("postgresql", "postgres"), many_hosts=True)
DEMO = environment.flag("KSM_DEMO", default=_database_url is None)
PORT = environment.number("PORT", 8000, minimum=1, maximum=65535)
DEBUG = environment.flag("KSM_DEBUG", default=False)
if DEBUG and not DEMO:
    raise ImproperlyConfigured("KSM_DEBUG shows internals to everybody. It can be true in the demo only.")


def _secret_key() -> str:
    """The key from the environment; the demo makes one of its own and keeps it."""
    given = environment.text("SECRET_KEY")
    if given:
        return given
    if not DEMO:
        raise ImproperlyConfigured("SECRET_KEY must be set: a long random text that nobody else knows.")
    kept = VAR_DIR / "secret_key"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(64))
    return kept.read_text()


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = environment.names("KSM_HOSTS", ["localhost", "127.0.0.1", "[::1]"] if DEMO else [])
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured("KSM_HOSTS must name the hosts the application answers to, separated by commas.")
CSRF_TRUSTED_ORIGINS = [f"https://{host.removeprefix('.')}" for host in ALLOWED_HOSTS] if not DEMO else []

# Safety of the connection: only the demo speaks plain HTTP
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEMO
SECURE_HSTS_SECONDS = 0 if DEMO else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not DEMO
BEHIND_PROXY = environment.flag("KSM_BEHIND_PROXY")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_ENGINE = "accounts.sign_in.sessions"
SESSION_COOKIE_AGE = 10 * 60 * 60  # a working day
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
if not DEMO:  # browsers take a name with this prefix only over HTTPS and from this very host, no neighbour
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
# Where forms may lead besides to ourselves, such as a provider of sign-in that is reached by a form.
FORM_TARGETS: list[str] = []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [csp.NONE],
        "script-src": [csp.SELF],
        "style-src": [csp.SELF],
        "font-src": [csp.SELF],
        "img-src": [csp.SELF, "data:"],  # icons of the design system are masks in the style sheet
        "connect-src": [csp.SELF],
        "manifest-src": [csp.SELF],
        "base-uri": [csp.NONE],
        "frame-ancestors": [csp.NONE],
        "form-action": [csp.SELF, *FORM_TARGETS],
    }
}

INSTALLED_APPS = [
    "ksm.apps.KsmConfig",
    "ksm.apps.ServiceAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "django_tables2",
    "django_filters",
    "django_htmx",
    "django_structlog",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.socialaccount.providers.saml",
    "allauth.mfa",
    "allauth.usersessions",
    "procrastinate.contrib.django",
    "pgtrigger",
    "pghistory",
    # our own, the top floor first
    "dashboards", "privacy", "mailboxes", "notifications", "catalogue", "counter", "tickets", "knowledge", "changes", "announcements", "takeovers",
    "continuity", "processing", "sharing", "dependencies", "contracts", "applications", "inventory", "replacements", "stocktaking", "handovers", "workstations", "customers", "imports", "files", "accounts", "history", "ui",
]  # fmt: skip
MIDDLEWARE = [
    "ksm.headers.HeadersMiddleware",  # these two also see what those below answer by themselves
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.scope.RequestScope",
    "ksm.request_size.RequestSizeMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "ksm.request_log.RequestLogMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.sign_in.middleware.SignInMiddleware",
    "ui.toasts.ToastMiddleware",
    "history.origin.OriginMiddleware",
    "notifications.middleware.SeenMiddleware",
    "ui.uploads.UploadMiddleware",
]
ROOT_URLCONF = "ksm.urls"
WSGI_APPLICATION = "ksm.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ksm.navigation.navigation",
            ],
            "builtins": ["ui.templatetags.ui"],
        },
    }
]
FORM_RENDERER = "ui.rendering.QuickRenderer"

# Data: web and worker connect as a role that owns no table; migrations connect as the owner, whose address only they know
_owner_url = environment.url("OWNER_DATABASE_URL", schemes=("postgresql", "postgres"), many_hosts=True)
if _database_url is None:
    _database_url = embedded_postgres.ensure_running(VAR_DIR, fast=environment.flag("KSM_POSTGRES_FAST"))
    _owner_url = embedded_postgres.owner_url(VAR_DIR)
DATABASES = {"default": environment.database(_database_url)}
if _pool := environment.number("KSM_DATABASE_POOL", 0, maximum=100):
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": _pool}
else:
    DATABASES["default"]["CONN_MAX_AGE"] = environment.number("KSM_CONNECTION_MAX_AGE", 600)
if _owner_url is not None:
    DATABASES["owner"] = environment.database(_owner_url)
PROCRASTINATE_ON_APP_READY = "ksm.background.prepare"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MEDIA_ROOT = VAR_DIR / "media"
ATTACHMENT_MAX_BYTES = environment.number("KSM_ATTACHMENT_MAX_MB", 25, minimum=1, maximum=200) * 1024 * 1024
ATTACHMENTS_MAX = 10  # with one message
MAIL_MAX_BYTES = environment.number("KSM_MAIL_MAX_MB", 40, minimum=1, maximum=200) * 1024 * 1024
CLAMAV = environment.socket_address("KSM_CLAMAV")
# What is being received waits beside the place where it is kept, and nobody else on the machine can look at it.
FILE_UPLOAD_TEMP_DIR = VAR_DIR / "incoming"
FILE_UPLOAD_TEMP_DIR.mkdir(mode=0o700, exist_ok=True)
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440  # of a form without its files
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 5 * ATTACHMENTS_MAX  # up to here the refusal is a sentence at the field
REQUEST_MAX_BYTES = ATTACHMENTS_MAX * ATTACHMENT_MAX_BYTES + DATA_UPLOAD_MAX_MEMORY_SIZE
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)  # the server looks for it even when nothing was collected
STATICFILES_DIRS = [BASE_DIR / "var" / "frontend"]
# The demo serves the built files as they are; production collects, compresses and names them by content once.
WHITENOISE_USE_FINDERS = DEMO
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # pages ask for no other, and each start looks at all there are
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEMO
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# People
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.sign_in.backend.PasswordBackend"]
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "accounts:login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Sign-in: accounts are made by the administration, so nothing here lets anybody sign up or join accounts by themselves
IDENTITY_PROVIDERS = providers.read(environment.text("KSM_IDENTITY_PROVIDERS"))
REQUIRE_SECOND_FACTOR = environment.flag("KSM_REQUIRE_SECOND_FACTOR", default=not DEMO)
ACCOUNT_ADAPTER = "accounts.sign_in.adapters.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_FORMS = {
    "login": "accounts.sign_in.forms.SignInForm",
    "reauthenticate": "accounts.sign_in.forms.PasswordAgainForm",
}
ACCOUNT_RATE_LIMITS = {
    "login": None,  # accounts/sign_in/limits.py brakes by account and address
    "login_failed": "10/5m/key",  # codes of the second factor
    "reauthenticate": "20/5m/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0
SOCIALACCOUNT_ADAPTER = "accounts.sign_in.adapters.DirectoryAdapter"
SOCIALACCOUNT_PROVIDERS = providers.for_allauth(IDENTITY_PROVIDERS)
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form that is redirected to the directory would break the content security policy
SOCIALACCOUNT_REQUESTS_TIMEOUT = providers.SLOWEST_ANSWER
MFA_ADAPTER = "accounts.sign_in.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "KSM Servicebetrieb"
MFA_TOTP_TOLERANCE = 1  # a clock that is half a minute off
MFA_RATE_LIMITS = {"webauthn_login": "1000/5m/ip"}  # a whole town hall behind one address
MFA_FORMS = {
    "authenticate": "accounts.sign_in.forms.CodeForm",
    "reauthenticate": "accounts.sign_in.forms.CodeAgainForm",
    "activate_totp": "accounts.sign_in.forms.NewAppForm",
    "add_webauthn": "accounts.sign_in.forms.NewPasskeyForm",
    "edit_webauthn": "accounts.sign_in.forms.RenamePasskeyForm",
}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_cache",
        # Beyond this Django throws away whatever comes first by name, brakes and marks of used codes among it. By default
        # that is at 300; what has run out goes every night.
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},
    }
}

# Mail: the link to a new password, and what happened to reports
_mail_url = environment.url("KSM_MAIL_URL", schemes=("smtp", "smtp+tls", "smtp+ssl"))
MAIL_WORKS = DEMO or _mail_url is not None
if _mail_url is not None:
    vars().update(environ.Env.email_url_config(_mail_url))
else:
    EMAIL_BACKEND = f"django.core.mail.backends.{'console' if DEMO else 'dummy'}.EmailBackend"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = environment.text("KSM_MAIL_FROM", "servicebetrieb@localhost")
NOTIFY_BY_MAIL = _mail_url is not None  # the demo would fill the terminal with letters to invented people
_own_url = f"http://localhost:{PORT}" if DEMO else f"https://{ALLOWED_HOSTS[0].removeprefix('.')}"
SITE_URL = environment.text("KSM_SITE_URL", _own_url)

# Language and place
LANGUAGE_CODE = "de"
TIME_ZONE = "Europe/Berlin"
USE_TZ = True
FORMAT_MODULE_PATH = ["ksm.formats"]
USE_THOUSAND_SEPARATOR = False  # it would turn inventory numbers and years in the admin into sums

LOGGING = logging_config(
    as_json=not DEMO,
    level=environment.choice("KSM_LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR"), "WARNING" if DEMO else "INFO"),
)
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False  # request id and user id are enough to trace an error
PGHISTORY_CREATED_AT_FUNCTION = "CLOCK_TIMESTAMP()"

environment.refuse_unknown()
