"""Two processes, as in production, move the same cases at the same time, on the real database.

SQLite in a file, or PostgreSQL where DATABASE_URL names a server.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

ROOT = Path(__file__).resolve().parents[2]
DATABASE_NAME = "sila_processes"
CASES = 20
# Each is tried on every case by both processes at once: 200 tries, of which half are too late.
ROUNDS = ["start_verification", "ask", "answer", "ask", "answer"]

PREPARE = f"""
import django; django.setup()
from django.utils import translation
from tests import cast
from tests.services.factories import make_request, make_service
translation.activate("ar")
association = cast.make_association("wadi")
for name in ("first", "second"):
    cast.make_staff(association, cast.Role.RELATIONS_OFFICER, email=f"{{name}}@example.org")
member = cast.make_member(association, email="member@example.org")
service = make_service(association)
for _ in range({CASES}):
    make_request(member, service)
"""
# Reads when told to, tries when told to, and says what came of each try.
WORK = """
import json, sys
import django; django.setup()
from concurrent.futures import ThreadPoolExecutor
from django.db import connection
from accounts.models import User
from services import casework
from services.models import ServiceRequest

officer = User.objects.get(email=sys.argv[1])
member = User.objects.get(email="member@example.org")

def attempt(case):
    extra = {"text": "كلام"} if move in ("ask", "answer") else {}
    by = member if move == "answer" else officer
    try:
        getattr(casework, move)(request=case, by=by, version=case.version, **extra)
    except (casework.StaleRequest, casework.MoveNotAllowed) as refused:
        return case.reference, type(refused).__name__
    except Exception as error:
        return case.reference, repr(error)
    else:
        return case.reference, "moved"
    finally:
        connection.close()

for line in sys.stdin:
    move = line.strip()
    cases = list(ServiceRequest.objects.order_by("pk"))
    print("ready", flush=True)
    sys.stdin.readline()
    with ThreadPoolExecutor(4) as pool:
        print(json.dumps(list(pool.map(attempt, cases))), flush=True)
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Of a site with a database of its own."""
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.base",
        "SILA_DATA_DIR": str(tmp_path),
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "site")]),
    }
    if server := os.environ.get("DATABASE_URL"):
        import psycopg

        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {DATABASE_NAME} WITH (FORCE)")
            connection.execute(f"CREATE DATABASE {DATABASE_NAME}")
        env["DATABASE_URL"] = urlunsplit(urlsplit(server)._replace(path=f"/{DATABASE_NAME}"))
    run(["manage.py", "migrate", "--verbosity", "0"], env)
    run(["-c", PREPARE], env)
    return env


def run(arguments: list[str], env: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=env, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def workers(environment: dict[str, str]) -> Iterator[list["subprocess.Popen[str]"]]:
    started = [
        subprocess.Popen(
            [sys.executable, "-c", WORK, f"{name}@example.org"],
            cwd=ROOT, env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )
        for name in ("first", "second")
    ]  # fmt: skip
    yield started
    for worker in started:
        worker.communicate(timeout=60)


def tell(workers: list["subprocess.Popen[str]"], word: str) -> list[str]:
    """Say a word to both, and hear a line from each."""
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write(f"{word}\n")
        worker.stdin.flush()
    return [worker.stdout.readline() for worker in workers if worker.stdout is not None]


def test_each_move_is_made_once_or_clearly_refused(
    workers: list["subprocess.Popen[str]"], environment: dict[str, str]
) -> None:
    total: Counter[str] = Counter()
    for move in ROUNDS:
        assert tell(workers, move) == ["ready\n", "ready\n"]
        tries = [one for said in tell(workers, "go") for one in json.loads(said)]
        moved = [reference for reference, outcome in tries if outcome == "moved"]
        assert len(set(moved)) == len(moved) == CASES, tries
        total.update(outcome for _reference, outcome in tries)
    assert total == {"moved": 100, "StaleRequest": 100}

    *faults, summary = run(["manage.py", "verify_events", "--json"], environment).splitlines()
    assert faults == []
    assert json.loads(summary)["events"] == CASES + 100
