"""Absolute links, in the API and in mails, lead to the host and port of BASE_URL."""

import importlib.util
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from types import ModuleType

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings
from wagtail.models import Site

from home.models import AssociationPage, HomePage
from services.demo.tree import plant_portal

ROOT = Path(__file__).resolve().parents[2]
ADDRESS = "http://localhost:8123"


@pytest.fixture(autouse=True)
def another_port(settings: Settings) -> None:
    settings.BASE_URL = ADDRESS


def follow() -> str:
    said = StringIO()
    call_command("follow_base_url", stdout=said)
    return said.getvalue()


def run_script() -> ModuleType:
    """site/deploy/run.py as a module; `site` itself is no package."""
    found = importlib.util.spec_from_file_location("run", ROOT / "site" / "deploy" / "run.py")
    assert found is not None and found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def settings_say(name: str, **env: str) -> str:
    """A setting as the site reads it in an environment of its own."""
    code = f"from django.conf import settings; print(settings.{name})"
    around = {key: value for key, value in os.environ.items() if key not in ("BASE_URL", "PORT")}
    around |= {"DJANGO_SETTINGS_MODULE": "config.settings.base", "PYTHONPATH": "site"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT, env=around | env, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout.strip()


def test_the_demo_is_built_with_the_address(db: None) -> None:
    assert plant_portal().ar.full_url == f"{ADDRESS}/"


def test_the_api_s_links_open_after_a_start_on_another_port(
    client: Client, association_page: AssociationPage
) -> None:
    assert follow() == f"Links lead to {ADDRESS} from now on.\n"
    url = f"/api/v3/pages/{association_page.pk}/"
    meta = client.get(url, headers={"host": "localhost:8123"}).json()["meta"]
    assert meta["html_url"] == f"{ADDRESS}/wadi/"
    assert meta["detail_url"] == ADDRESS + url
    assert follow() == ""


@pytest.mark.parametrize(
    ("base_url", "root_url"),
    [("https://sila.example", "https://sila.example"), ("http://10.0.0.7", "http://10.0.0.7")],
)
def test_an_address_without_a_port_has_its_scheme_s(
    home_page: HomePage, settings: Settings, base_url: str, root_url: str
) -> None:
    settings.BASE_URL = base_url
    follow()
    assert Site.objects.get(is_default_site=True).root_url == root_url


def test_an_association_s_own_site_keeps_its_address(
    home_page: HomePage, association_page: AssociationPage
) -> None:
    own = Site.objects.create(hostname="wadi.example", port=443, root_page=association_page)
    follow()
    own.refresh_from_db()
    assert own.root_url == "https://wadi.example"


def test_an_address_that_is_another_site_s_is_not_taken(
    home_page: HomePage, association_page: AssociationPage
) -> None:
    Site.objects.create(hostname="localhost", port=8123, root_page=association_page)
    with pytest.raises(CommandError, match="localhost:8123"):
        follow()


def test_every_start_sees_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    run, asked = run_script(), []
    monkeypatch.setattr(run, "PORT", "8123")
    monkeypatch.setattr(run, "port_is_free", lambda: True)
    monkeypatch.setattr(run, "manage", lambda *words: asked.append(words[0]))
    monkeypatch.setattr(run, "serve", lambda: 0)
    monkeypatch.setattr(sys, "argv", ["run.py"])
    monkeypatch.setenv("PORT", "8000")
    assert run.main() == 0
    assert asked == ["migrate", "load_demo", "follow_base_url"]
    assert os.environ["PORT"] == "8123"


def test_the_mail_of_moderation_leads_there_too() -> None:
    for name in ("BASE_URL", "WAGTAILADMIN_BASE_URL"):
        assert settings_say(name, PORT="8123") == ADDRESS
        assert settings_say(name, PORT="8123", BASE_URL="https://sila.example") == (
            "https://sila.example"
        )
