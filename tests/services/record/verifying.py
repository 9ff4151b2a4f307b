"""What `manage.py verify_events` finds after somebody wrote to the database by hand."""

import json
from io import StringIO

from django.core.management import CommandError, call_command
from django.db import connection


def verify(**options):
    """What the command found, as tuples, its summary, and its exit code."""
    out = StringIO()
    code = 0
    try:
        given = [f"--{name}={value}" for name, value in options.items()]
        call_command("verify_events", "--json", *given, stdout=out)
    except CommandError as error:
        code = error.returncode
    *faults, summary = [json.loads(line) for line in out.getvalue().splitlines()]
    return [(one["reference"], one["sequence"], one["kind"]) for one in faults], summary, code


def sql(statement, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def forget(case, *sequences):
    sql("DELETE FROM services_notice WHERE request_id = %s", case.pk)
    for sequence in sequences or range(1, 99):
        sql(
            "DELETE FROM services_requestevent WHERE request_id = %s AND sequence = %s",
            case.pk,
            sequence,
        )
