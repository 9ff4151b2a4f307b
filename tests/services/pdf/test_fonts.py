import pytest
from django.core.checks import run_checks

from services.pdf import fonts
from services.pdf.checks import a_font_is_there
from services.pdf.fonts import LATIN, NoFont, face

pytestmark = pytest.mark.papers


@pytest.fixture
def nothing_installed(monkeypatch):
    monkeypatch.setattr(fonts, "_installed", dict)
    fonts._found.cache_clear()
    yield
    fonts._found.cache_clear()


def test_the_systems_fonts_have_all_letters():
    assert {ord(letter) for letter in fonts.ARABIC + LATIN} <= face().characters
    assert a_font_is_there() == []


def test_without_a_font_there_is_a_warning_and_no_paper(nothing_installed):
    with pytest.raises(NoFont):
        face()
    assert [one.id for one in a_font_is_there()] == ["services.W001"]
    told = {one.id for one in run_checks(include_deployment_checks=True)}
    assert "services.W001" in told


def test_the_setting_names_a_font(settings, nothing_installed):
    settings.PDF_FONT = [str(path) for path in sorted(_complete_fonts())][:1]
    assert face().regular == face().bold


@pytest.mark.parametrize("named", ["/nowhere/font.ttf", __file__])
def test_a_setting_that_names_no_font_is_warned_of(settings, named):
    settings.PDF_FONT = [named]
    assert [one.id for one in a_font_is_there()] == ["services.W001"]


def _complete_fonts():
    from pathlib import Path

    for folder in fonts.FOLDERS[:2]:
        yield from Path(folder).rglob("DejaVuSans.ttf")
