"""Placeholders in words that staff prepare: `{name}` becomes the applicant's name.

A placeholder is a known name in braces and nothing else. Nothing is looked up on objects, and
what is put in is not read again, so a name with braces in it stays a name.
"""

import re
from collections.abc import Collection, Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

IN_BRACES = re.compile(r"\{([^{}]*)\}")

# In every prepared text.
OF_A_CASE = {
    "name": gettext_lazy("the applicant's name"),
    "reference": gettext_lazy("the reference of the request"),
    "service": gettext_lazy("the title of the service"),
    "association": gettext_lazy("the name of the association"),
    "state": gettext_lazy("where the request stands"),
    "promised_day": gettext_lazy("the day by which an answer is promised"),
    "expected_day": gettext_lazy("the expected day, if one was stated"),
    "earliest_decision_day": gettext_lazy("the earliest day for a decision, if the policy has one"),
    "answer_due_day": gettext_lazy("the last day to answer our question, if one waits"),
}
# In notices besides.
OF_A_NOTICE = OF_A_CASE | {
    "message": gettext_lazy("what was written to the applicant: a question, a reason, a message"),
    "link": gettext_lazy("the address of the request's page"),
}


def check_placeholders(text: str, known: Collection[str]) -> None:
    """Raise a ValidationError that names what in `text` is no placeholder, or is a lone brace."""
    unknown = [name for name in IN_BRACES.findall(text) if name not in known]
    if unknown:
        raise ValidationError(
            _("There is no placeholder %(name)s. Choose one of those listed."),
            code="unknown_placeholder",
            params={"name": f"{{{unknown[0]}}}"},
        )
    if re.search(r"[{}]", IN_BRACES.sub("", text)):
        raise ValidationError(
            _("A brace stands alone. Placeholders are written like this: {name}"),
            code="lone_brace",
        )


def fill(text: str, values: Mapping[str, str]) -> str:
    """`text` with each placeholder replaced by its value; what is not among `values` stays."""
    return IN_BRACES.sub(lambda found: values.get(found[1], found[0]), text)
