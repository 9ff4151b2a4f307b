"""The approval of a policy (الاعتماد) as a reader should see it: as printed, as read, and whether
the two calendars and the weekday agree."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from saudi.dates import HijriDay, gregorian_text, hijri_text, weekday_name
from saudi.printed_dates import Contradiction, contradictions, read_weekday

# As `policies.models.PolicySignatory.Presence` labels them.
PRESENCE = {
    "present": gettext_noop("Present"),
    "absent": gettext_noop("Absent"),
    "unknown": gettext_noop("Not stated"),
}


def _language() -> str:
    return get_language() or "ar"


@dataclass(frozen=True)
class ApprovalRecord:
    """The words of the document, meeting, dates and signatories. `None` where the document has no
    such date, or it can't be read; `weekday` as `date.weekday()` (Monday is 0)."""

    statement: str = ""
    meeting: str = ""
    hijri_printed: str = ""
    hijri: HijriDay | None = None
    gregorian_printed: str = ""
    gregorian: date | None = None
    weekday_printed: str = ""
    weekday: int | None = None
    signatories: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "ApprovalRecord":
        """Read what `policies.content.approval_data` wrote."""
        printed = data["weekday_printed"]
        return cls(
            # Versions frozen earlier have none.
            statement=data.get("statement", ""),
            meeting=data["meeting"],
            hijri_printed=data["hijri_printed"],
            hijri=HijriDay.fromisoformat(data["hijri_read"]) if data["hijri_read"] else None,
            gregorian_printed=data["gregorian_printed"],
            gregorian=date.fromisoformat(data["gregorian_read"])
            if data["gregorian_read"]
            else None,
            weekday_printed=printed,
            weekday=read_weekday(printed).read if printed else None,
            signatories=data["signatories"],
        )

    @property
    def has_dates(self) -> bool:
        return bool(self.hijri_printed or self.gregorian_printed or self.hijri or self.gregorian)

    @property
    def is_empty(self) -> bool:
        told = self.statement or self.meeting or self.weekday_printed or self.signatories
        return not (told or self.has_dates)

    @property
    def hijri_text(self) -> str:
        return hijri_text(self.hijri, _language()) if self.hijri else ""

    @property
    def gregorian_text(self) -> str:
        return gregorian_text(self.gregorian, _language()) if self.gregorian else ""

    @property
    def weekday_text(self) -> str:
        return weekday_name(self.weekday, _language()) if self.weekday is not None else ""

    @property
    def named_signatories(self) -> list[dict[str, Any]]:
        """The signatories with the words for their presence in the active language."""
        return [{**one, "presence": _(PRESENCE[one["presence"]])} for one in self.signatories]

    @property
    def contradictions(self) -> list[Contradiction]:
        return contradictions(self.hijri, self.gregorian, self.weekday)

    @property
    def contradiction_sentences(self) -> list[str]:
        """What disagrees, a sentence each, in the active language."""
        return [self._sentence(kind) for kind in self.contradictions]

    def _sentence(self, kind: Contradiction) -> str:
        hijri_day = self.hijri.to_gregorian() if self.hijri else None
        words = {
            "hijri": self.hijri_text,
            "its_day": gregorian_text(hijri_day, _language()) if hijri_day else "",
            "its_weekday": weekday_name(hijri_day, _language()) if hijri_day else "",
            "gregorian": self.gregorian_text,
            "was": weekday_name(self.gregorian, _language()) if self.gregorian else "",
            "weekday": self.weekday_text,
        }
        if kind == "hijri_gregorian":
            return _("%(hijri)s was %(its_day)s, not %(gregorian)s.") % words
        if kind == "hijri_weekday":
            return _("%(hijri)s was a %(its_weekday)s, not a %(weekday)s.") % words
        return _("%(gregorian)s was a %(was)s, not a %(weekday)s.") % words
