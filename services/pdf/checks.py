"""What `manage.py check` says of papers."""

from typing import Any

from django.core.checks import Warning as CheckWarning

from services.pdf.fonts import NoFont, face


def a_font_is_there(**_options: Any) -> list[CheckWarning]:
    """Warn where no font with Arabic letters is found, as no paper can be printed then."""
    try:
        face()
    except NoFont:
        return [
            CheckWarning(
                "No font with Arabic and Latin letters was found, so no PDF can be made.",
                hint="Install one, such as Debian's fonts-noto-core, or set PDF_FONT to its file.",
                id="services.W001",
            )
        ]
    return []
