"""Settings, read from the environment (see .env.example and README, "Settings by name")."""

from datetime import timedelta
from pathlib import Path

import environ
from csp.constants import NONE, SELF

from peersupport import mode
from peersupport.core.calendar import ZONE

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
environ.Env.read_env(mode.ENV_FILE)
VAR = Path(env.str("VAR_DIR", str(BASE_DIR / "var")))

MODE = env.str(mode.VARIABLE, mode.PRODUCTION)
IN_DEMO = MODE == mode.DEMO
DEBUG = env.bool("DEBUG", False)
EMBEDDED = MODE != mode.PRODUCTION
# The demo's people are fictional and answer only on this machine; the password is on the sign-in page.
DEMO_PASSWORD = "a-demo-for-everybody"  # noqa: S105
SECRET_KEY = env.str("SECRET_KEY", "") or (mode.secret_from_file(VAR / "secret.key") if EMBEDDED else "")
# Newest first; the others only decrypt. Free text of notes, referrals and concerns rests on these.
FIELD_KEYS = env.list("FIELD_KEYS", default=[SECRET_KEY])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"] if EMBEDDED else [])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SITE_URL = env.str("SITE_URL", f"http://127.0.0.1:{env.str('PORT', '8000')}")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "crispy_forms",
    "csp",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "peersupport.core",
    "peersupport.audit",
    "peersupport.accounts",
    "peersupport.messaging",
    "volunteers",
    "programmes",
    "matching",
    "peersupport.reporting",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "peersupport.core.middleware.RequestLimits",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "peersupport.accounts.middleware.WhoIsHere",
]

ROOT_URLCONF = "peersupport.urls"
WSGI_APPLICATION = "peersupport.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["peersupport.core.templatetags.nhs", "peersupport.core.templatetags.words"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "peersupport.menu.context",
            ],
        },
    }
]
CRISPY_TEMPLATE_PACK = "nhsuk"
CRISPY_ALLOWED_TEMPLATE_PACKS = ("nhsuk",)
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- Data -------------------------------------------------------------------------------------
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR / 'peersupport.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE and WAL: writers queue instead of failing with "database is locked".
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"].update(CONN_MAX_AGE=60, CONN_HEALTH_CHECKS=True)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = env.str("REDIS_URL", "")
mode.refuse_unsafe(
    mode=MODE,
    file=mode.from_file(),
    debug=DEBUG,
    secret_key=SECRET_KEY,
    engine=DATABASES["default"]["ENGINE"],
    redis_url=REDIS_URL,
    allow_sqlite=env.bool("ALLOW_SQLITE", False),
)
if REDIS_URL:
    CACHES = {"default": {"BACKEND": "peersupport.core.cache.RedisOrMemory", "LOCATION": REDIS_URL}}
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# --- Celery carries only "wake up"; the database is the outbox -----------------------------------
CELERY_BROKER_URL = REDIS_URL or "filesystem://"
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {
        "visibility_timeout": 300,
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
        "socket_timeout": 2,
        "socket_connect_timeout": 2,
    }
    if REDIS_URL
    else {
        "data_folder_in": str(VAR / "broker"),
        "data_folder_out": str(VAR / "broker"),
        "control_folder": str(VAR / "broker-control"),
        "polling_interval": 0.1,
    }
)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
# With the broker of files the pool is threads, which know no time limits: docs/adr/0005.
CELERY_WORKER_POOL = "prefork" if REDIS_URL else "threads"
CELERY_TASK_TIME_LIMIT = 120
CELERY_TASK_SOFT_TIME_LIMIT = 90
CELERY_WORKER_PREFETCH_MULTIPLIER = 4
CELERY_TIMEZONE = "Europe/London"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True

# --- Messages -----------------------------------------------------------------------------------
EMAIL_FILE_PATH = VAR / "mail"
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="filemail://" if EMBEDDED else "consolemail://")
EMAIL_BACKEND = EMAIL_CONFIG["EMAIL_BACKEND"]
EMAIL_HOST, EMAIL_PORT = EMAIL_CONFIG.get("EMAIL_HOST", ""), EMAIL_CONFIG.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = EMAIL_CONFIG.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = EMAIL_CONFIG.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = EMAIL_CONFIG.get("EMAIL_USE_TLS", False)
EMAIL_TIMEOUT = 10
NOTIFY_API_KEY = env.str("NOTIFY_API_KEY", "")
NOTIFY_URL = env.str("NOTIFY_URL", "https://api.notifications.service.gov.uk")
NOTIFY_EMAIL_TEMPLATE, NOTIFY_TEXT_TEMPLATE = (
    env.str("NOTIFY_EMAIL_TEMPLATE", ""),
    env.str("NOTIFY_TEXT_TEMPLATE", ""),
)
# What the gateway shows when it reports deliveries to /notify/receipts/; empty: nothing is taken.
NOTIFY_RECEIPTS_TOKEN = env.str("NOTIFY_RECEIPTS_TOKEN", "")
MESSAGE_CHANNELS = {
    "email": {
        "mail": "peersupport.messaging.channels.mail.Mail",
        "notify": "peersupport.messaging.channels.notify.Email",
    }[env.str("EMAIL_THROUGH", "mail")],
    "text": {
        "none": "",
        "console": "peersupport.messaging.channels.local.Console",
        "file": "peersupport.messaging.channels.local.File",
        "notify": "peersupport.messaging.channels.notify.Text",
    }[env.str("TEXT_THROUGH", "file" if EMBEDDED else "none")],
}
DEFAULT_FROM_EMAIL = env.str("FROM_EMAIL", "Peer support <no-reply@example.org>")

# --- Sign-in --------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "peersupport.accounts.adapters.AccountAdapter"
MFA_ADAPTER = "peersupport.accounts.adapters.SecondFactorAdapter"
ACCOUNT_FORMS = {"login": "peersupport.accounts.forms.sign_in.SignInForm"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Peer support"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
# The page has no "remember me": every session lasts SESSION_COOKIE_AGE, also on a phone that closes its browser.
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key", "login": "60/m/ip", "kept_form": "30/h/ip"}
ACCOUNT_PREVENT_ENUMERATION = True
# Who has no account gets no mail from us: anybody may type anybody's address.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
# A link for a new password, in seconds.
PASSWORD_RESET_TIMEOUT = int(timedelta(hours=3).total_seconds())
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 0)

# --- Sessions and headers ---------------------------------------------------------------------------
SECURE = MODE == mode.PRODUCTION
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "peersupport.core.views.failures.csrf"
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = int(timedelta(days=730).total_seconds()) if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", False) else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        **{f"{kind}-src": [SELF] for kind in ("script", "style", "img", "font", "connect", "manifest")},
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
# A very long paste must come back with a sentence beside its field, not with an error page.
DATA_UPLOAD_MAX_MEMORY_SIZE = 40 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
LARGEST_POST_SIGNED_OUT = 1024 * 1024

# --- Words, dates and static files --------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
TIME_ZONE = ZONE.key
USE_TZ = True
STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static", BASE_DIR / "var" / "assets"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "peersupport.core.storage.HashedFiles"},
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "peersupport.core.logs.WithoutWords",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "filters": {"secrets": {"()": "peersupport.core.logs.HideSecrets"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["secrets"]},
    },
    # It logs what the gateway answered, which may hold an address.
    "loggers": {
        "notifications_python_client": {"level": "CRITICAL"},
        # Their own handlers would write whole addresses: secrets, and what people were searched by.
        "gunicorn.access": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "WARNING")},
}
