"""What goes to the log."""

# The worker tells of what went wrong; each task that went well would drown the mail it prints.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"warnings": {"class": "logging.StreamHandler", "level": "WARNING"}},
    "loggers": {
        "django_tasks": {"handlers": ["warnings"], "propagate": False},
        "django_tasks_db": {"handlers": ["warnings"], "propagate": False},
    },
}
