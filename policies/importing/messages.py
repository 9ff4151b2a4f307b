"""The sentences people read about an import: one for each refusal and each kind of warning."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REFUSALS: dict[str, str | Promise] = {
    "empty": _("The file is empty: there is no text in it."),
    "too-large": _("The file is larger than allowed: upload a smaller one."),
    "too-long": _("The document is longer than a policy can be."),
    "unsupported-type": _("Only text, Markdown, DOCX and PDF files can be imported."),
    "wrong-extension": _("The file's content is not what its extension says."),
    "binary": _("The file does not contain readable text."),
    "corrupt": _("The file is damaged and cannot be opened."),
    "encrypted": _("The file is protected with a password: remove it and try again."),
    "no-text": _("The PDF holds only pictures of pages: upload a version with text."),
    "not-arabic": _("The document is not in Arabic."),
}

WARNINGS: dict[str, str | Promise] = {
    "columns-reversed": _("The columns of this table run backwards."),
    "damaged-item": _("This item is incomplete and is kept as it stands."),
    "dash-before-number": _("A dash stands before the list numbers."),
    "date-conflict": _("The Hijri date, the Gregorian date and the weekday contradict each other."),
    "doubled-word": _("A word is printed twice."),
    "farsi-letters": _("Farsi letters stand in place of the Arabic ones."),
    "further-section": _(
        "This section is none of the usual ones and is kept as a further section."
    ),
    "latin-punctuation": _("Latin punctuation stands in Arabic text."),
    "markdown-marks": _("The text carries Markdown marks."),
    "merged-lead-in": _("An objective and the lead-in of the practices are one line."),
    "missing-heading": _("This section has no heading in the document."),
    "missing-section": _("The document has no such section."),
    "missing-space": _("A space is missing between words."),
    "missing-title": _("The document has no title of its own."),
    "mixed-list-marks": _("The list uses different marks."),
    "mixed-numerals": _("The list mixes two kinds of digits."),
    "no-approval": _("The document has no approval block."),
    "no-approval-date": _("The approval block names no date."),
    "noise": _("This line holds no readable words."),
    "numbering-gap": _("A number is missing in the list: an item may be lost."),
    "ocr-slip": _("These words look misread."),
    "page-furniture": _("This line belongs to the page, not to the policy."),
    "presentation-forms": _("The text uses drawn forms of letters instead of the letters."),
    "scrambled-order": _("The words here are out of order."),
    "signature-noise": _("The row of signatures holds unreadable marks."),
    "signature-table": _("The signatories were read from this table."),
    "space-before-punctuation": _("A space stands before punctuation."),
    "spaced-list-mark": _("A space stands inside the list marks."),
    "spelling-variants": _("This word is spelled in different ways, or not in the standard one."),
    "split-word": _("A word is torn apart at the end of a line."),
    "tatweel": _("A lengthening stroke stands within a word or date."),
    "unmarked-list": _("The list has no numbers or marks."),
    "unplaced": _("No place was found for this line."),
    "unreadable-date": _("This date cannot be read."),
    "unreadable-session": _("The number of the session cannot be read."),
}


def refusal(code: str) -> str:
    """Return the sentence for a `FileRefusedError.code`, in the active language."""
    return str(REFUSALS[code])


def warning(code: str) -> str:
    """Return the sentence for a `Warning.code`, in the active language."""
    return str(WARNINGS[code])
