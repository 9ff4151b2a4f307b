"""What the import command refuses it says in one Arabic sentence, with nothing of others before."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from policies.importing.messages import refusal
from tests.policies.importing.files import pdf

ROOT = Path(__file__).resolve().parents[2]
# The association is never asked for anything: the file is refused before.
COMMAND = """
import sys
from unittest.mock import patch
import django
django.setup()
from django.core.management import execute_from_command_line
with patch("policies.management.commands.import_policy.Association.objects"):
    execute_from_command_line(["manage.py", "import_policy", sys.argv[1], "--association", "wadi"])
"""


def refused(path: Path) -> str:
    """Return what the command says to standard error, its exit code being 2."""
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, str(path)],
        cwd=ROOT,
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}",
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    return done.stderr.strip()


def broken_page() -> bytes:
    """Return a PDF without meaning for its letters whose page has no size either."""
    return pdf([["نص السياسة"]], meaning=False).replace(b"/MediaBox", b"/MediaLos")


def test_nothing_of_the_pdf_reader_stands_before_the_sentence(tmp_path: Path) -> None:
    file = tmp_path / "policy.pdf"
    file.write_bytes(broken_page())
    assert refused(file) == f"CommandError: {refusal('no-text')}"


@pytest.mark.parametrize("name", ["", "missing.txt"])
def test_a_folder_or_a_missing_file_is_told_without_the_words_of_the_system(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    said = refused(path).removeprefix("CommandError: ")
    assert str(path) in said
    assert len(said.splitlines()) == 1
    assert not re.search("No such|directory|Errno", said)
