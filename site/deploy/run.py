"""Start the site with its worker and clock, setting up the database and the demo where needed.

`make run` calls this. With `--reset` it builds the demo anew and stops.
"""

import argparse
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOST = os.environ.get("HOST", "127.0.0.1")
PORT = os.environ.get("PORT", "8000")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reset", action="store_true", help="build the demo anew and stop")
    reset = parser.parse_args().reset
    if not PORT.isdecimal() or not 0 < int(PORT) < 65536:
        return refuse(f"PORT is “{PORT}”; it must be a number from 1 to 65535.")
    if not port_is_free():
        return refuse(
            f"Port {PORT} is taken by another program. Stop that program, or choose another port: "
            f"PORT={int(PORT) % 65535 + 1} make run"
        )
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")
    os.environ["PORT"] = PORT  # the default of BASE_URL, which .env may say otherwise
    if reset and not forget_data():
        return refuse("DATABASE_URL is set: this demo runs on a database of yours, left untouched.")
    for command in (["migrate", "--verbosity", "0"], ["load_demo"], ["follow_base_url"]):
        if status := manage(*command):
            return status
    if reset:
        return 0
    return serve()


def refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


def port_is_free() -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(PORT)))
        except OSError:
            return False
    return True


def forget_data() -> bool:
    """Remove the demo's own data; False where the database is not the demo's own."""
    if os.environ.get("DATABASE_URL"):
        return False
    data = Path(os.environ.get("SILA_DATA_DIR", ROOT / "var"))
    for name in ("sila.sqlite3", "sila.sqlite3-wal", "sila.sqlite3-shm"):
        (data / name).unlink(missing_ok=True)
    for name in ("media", "private"):
        shutil.rmtree(data / name, ignore_errors=True)
    return True


def manage(*arguments: str) -> int:
    data = Path(os.environ.get("SILA_DATA_DIR", ROOT / "var"))
    data.mkdir(parents=True, exist_ok=True)
    return subprocess.call([sys.executable, str(ROOT / "manage.py"), *arguments], cwd=ROOT)


def serve() -> int:
    """Run web, worker and clock until one of them ends or someone presses Ctrl-C."""
    from honcho.manager import Manager

    print(
        f"\nSila answers at  http://localhost:{PORT}/      (English: http://localhost:{PORT}/en/)\n"
        f"Staff sign in at http://localhost:{PORT}/admin/\n"
        "Mail and text messages are printed here by the worker. Ctrl-C stops all.\n",
        flush=True,
    )
    env = {**os.environ, "PYTHONUNBUFFERED": "1"}
    web = [
        sys.executable, "-m", "gunicorn", "--pythonpath", "site", "--bind", f"{HOST}:{PORT}",
        "--workers", "2", "--threads", "4", "--log-level", "warning", "config.wsgi",
    ]  # fmt: skip
    worker = [sys.executable, "manage.py", "db_worker"]
    clock = [sys.executable, "manage.py", "run_daily", "--hourly"]
    manager = Manager()
    for name, command in (("web", web), ("worker", worker), ("clock", clock)):
        manager.add_process(name, command_line(command), env=env, cwd=str(ROOT))
    manager.loop()
    return int(manager.returncode or 0)


def command_line(command: list[str]) -> str:
    """The command as one shell line: honcho runs lines, and paths may hold spaces."""
    import shlex

    return "exec " + shlex.join(command)


if __name__ == "__main__":
    sys.exit(main())
