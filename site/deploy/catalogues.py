"""Gather, check and compile the translations in `site/locale`.

gather: texts from the sources into `django.po` (needs GNU gettext).
check: every text is translated, in all six Arabic plural forms, with the same placeholders; and,
       where GNU gettext is installed, nothing in the sources is missing from the catalogue.
compile: `django.po` to `django.mo`, where the former is newer.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
LOCALE = ROOT / "site" / "locale"
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")


def catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name)


def gather(locale_dir: Path = LOCALE) -> None:
    """Run Django's makemessages for Arabic, English staying the language of the sources."""
    command = [sys.executable, str(ROOT / "manage.py"), "makemessages", "--locale", "ar"]
    # site/locale is given by name: found on the way, it would be written to as well.
    passed_over = [".venv", "tests", "var", "site/locale"]
    options = ["--no-wrap", "--no-location", *(f"--ignore={name}" for name in passed_over)]
    env = {**os.environ, "SILA_LOCALE_DIR": str(locale_dir)}
    subprocess.check_call([*command, *options], cwd=ROOT, env=env)


def forms(text: str | Sequence[str] | None) -> Sequence[str]:
    """The singular and plural forms of a message's text, one where it has no plural."""
    return (text or "",) if isinstance(text, str) or text is None else text


def faults(message: Message) -> list[str]:
    """What is wrong with one translated message, as short words."""
    translated = forms(message.string)
    found = []
    if message.fuzzy:
        found.append("fuzzy")
    if not all(translated):
        found.append("untranslated")
    wanted = set(PLACEHOLDER.findall(forms(message.id)[-1]))
    # The forms for none, one and two may leave the number out: Arabic has words for them.
    if any(text and not set(PLACEHOLDER.findall(text)) <= wanted for text in translated):
        found.append("unknown placeholder")
    if len(translated) == 1 and set(PLACEHOLDER.findall(translated[0])) != wanted:
        found.append("placeholders differ")
    return found


def identities(path: Path) -> set[tuple[str | None, str]]:
    return {(message.context, forms(message.id)[0]) for message in catalogue(path) if message.id}


def check() -> int:
    """Print each fault; 1 if there is any."""
    problems = []
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/django.po")):
        for message in catalogue(path):
            if message.id:
                problems += [
                    f"{path.relative_to(ROOT)}: {word}: {message.id!r}" for word in faults(message)
                ]
    if shutil.which("xgettext"):
        problems += stale()
    else:
        print("GNU gettext is not installed: whether the catalogue is complete was not checked.")
    for problem in problems:
        print(problem)
    return 1 if problems else 0


def stale() -> list[str]:
    """Texts that the sources hold and the catalogue does not, or the other way round."""
    committed = LOCALE / "ar" / "LC_MESSAGES" / "django.po"
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "ar" / "LC_MESSAGES" / "django.po"
        fresh.parent.mkdir(parents=True)
        gather(Path(folder))
        now, then = identities(fresh), identities(committed)
    return [
        f"missing from the catalogue (make messages): {text!r}"
        for _, text in sorted(now - then, key=str)
    ] + [
        f"no longer in the sources (make messages): {text!r}"
        for _, text in sorted(then - now, key=str)
    ]


def compile_all() -> None:
    for path in LOCALE.glob("*/LC_MESSAGES/django.po"):
        compiled = path.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < path.stat().st_mtime:
            with compiled.open("wb") as file:
                write_mo(file, catalogue(path))


if __name__ == "__main__":
    action = sys.argv[1] if len(sys.argv) == 2 else ""
    if action == "gather":
        gather()
    elif action == "compile":
        compile_all()
    elif action == "check":
        sys.exit(check())
    else:
        sys.exit(__doc__)
