"""What goes to the log."""

# The worker tells of what went wrong; each task that went well would drown the mail it prints.
# What pdfminer has to say of a broken file is said by the importer, in words for people.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"warnings": {"class": "logging.StreamHandler", "level": "WARNING"}},
    "loggers": {
        "django_tasks": {"handlers": ["warnings"], "propagate": False},
        "pdfminer": {"level": "CRITICAL"},
        "django_tasks_db": {"handlers": ["warnings"], "propagate": False},
    },
}
