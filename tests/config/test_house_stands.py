"""The layout of the house, which newcomers and Python itself rely on."""

import os
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = {
    ".ci", "accounts", "home", "policies", "services", "site", "static", "templates", "tests",
}  # fmt: skip
FILES = {".gitignore", "Makefile", "README.md", "manage.py", "pyproject.toml"}


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [Path(line) for line in listed.stdout.splitlines()]


def test_site_is_a_folder_and_never_a_package() -> None:
    assert not (ROOT / "site" / "__init__.py").exists(), "it would hide Python's own site module"


def test_root_holds_the_agreed_names_only() -> None:
    tops = {path.parts[0] for path in tracked()}
    assert tops <= FOLDERS | FILES, tops - FOLDERS - FILES


def test_production_refuses_to_start_without_its_secret() -> None:
    env = {key: value for key, value in os.environ.items() if key != "SECRET_KEY"}
    env |= {"DJANGO_SETTINGS_MODULE": "config.settings.production"}
    done = subprocess.run(
        [sys.executable, "manage.py", "check"], cwd=ROOT, env=env, capture_output=True, text=True
    )
    assert done.returncode != 0
    assert "SECRET_KEY" in done.stderr


def test_production_refuses_to_start_without_a_key_for_its_events() -> None:
    env = {key: value for key, value in os.environ.items() if key != "AUDIT_KEY"}
    env |= {
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "SECRET_KEY": "x9" * 40,
        "ALLOWED_HOSTS": "sila.example",
        "BASE_URL": "https://sila.example",
    }
    done = subprocess.run(
        [sys.executable, "manage.py", "check"], cwd=ROOT, env=env, capture_output=True, text=True
    )
    assert done.returncode != 0
    assert "AUDIT_KEY" in done.stderr


def test_production_settings_pass_the_deployment_check() -> None:
    env = os.environ | {
        "DJANGO_ALLOW_ASYNC_UNSAFE": "",
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "SECRET_KEY": "x9" * 40 + "!abcdefghij",
        "AUDIT_KEY": "long-enough-and-another-one-again-for-the-events",
        "ALLOWED_HOSTS": "sila.example",
        "BASE_URL": "https://sila.example",
    }
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "ERROR"],
        cwd=ROOT, env=env, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_a_taken_port_is_told_in_one_line() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "site/deploy/run.py"],
            cwd=ROOT, env=os.environ | {"PORT": str(port)}, capture_output=True, text=True,
        )  # fmt: skip
    assert done.returncode == 1
    assert f"Port {port} is taken" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_port_that_is_no_number_is_told_in_one_line() -> None:
    done = subprocess.run(
        [sys.executable, "site/deploy/run.py"],
        cwd=ROOT, env=os.environ | {"PORT": "eighty"}, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 1
    assert "PORT is “eighty”" in done.stderr
