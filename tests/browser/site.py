"""The real site on a port of its own, with a database of its own and the demo in it."""

import os
import socket
import subprocess
import sys
import urllib.request
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parents[2]
# One for each of pytest's processes: they run side by side on one server.
DATABASE_NAME = f"sila_browser_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"


def listening_socket() -> socket.socket:
    """Bound before the server starts: a first visitor waits in its queue, no clock is needed."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(64)
    return listener


@dataclass
class Site:
    """Web in a process of its own; the worker runs when a test says so, so nothing is awaited."""

    data: Path
    listener: socket.socket = field(default_factory=listening_socket)
    web: "subprocess.Popen[bytes] | None" = None

    @cached_property
    def url(self) -> str:
        return f"http://localhost:{self.listener.getsockname()[1]}"

    @property
    def environment(self) -> dict[str, str]:
        env = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings.base",
            "SILA_DATA_DIR": str(self.data),
            "BASE_URL": self.url,
            "CACHE_URL": "dbcache://sila_cache",
        }
        if server := os.environ.get("DATABASE_URL"):
            env["DATABASE_URL"] = urlunsplit(urlsplit(server)._replace(path=f"/{DATABASE_NAME}"))
        return env

    def manage(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT, env=self.environment, capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def work_off(self) -> str:
        """Let the worker do all that waits; returns what it printed: mail and text messages."""
        return self.manage("db_worker", "--batch", "--interval", "0")

    def start(self) -> None:
        if server := os.environ.get("DATABASE_URL"):
            create_database(server)
        self.manage("migrate", "--verbosity", "0")
        self.manage("load_demo")
        handle = self.listener.fileno()
        command = [
            sys.executable, "-m", "gunicorn", "--pythonpath", "site", "--bind", f"fd://{handle}",
            "--threads", "4", "--log-level", "warning", "config.wsgi",
        ]  # fmt: skip
        self.web = subprocess.Popen(command, cwd=ROOT, env=self.environment, pass_fds=[handle])
        with self.listener:
            url = self.url
        with urllib.request.urlopen(f"{url}/", timeout=60) as answer:
            assert answer.status == 200

    def stop(self) -> None:
        if self.web is not None:
            self.web.terminate()
            self.web.wait(timeout=30)


def create_database(server: str) -> None:
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {DATABASE_NAME} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {DATABASE_NAME}")
