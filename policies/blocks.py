"""The typed blocks a policy (سياسة) is made of, in the order of the document."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

ANCHOR_PREFIXES = {
    "preamble": "preamble",
    "general_objective": "general-objective",
    "detailed_objectives": "objective",
    "practices": "practice",
    "channels": "channel",
    "tools": "tool",
    "procedure": "step",
    "further": "further",
}


class ClauseBlock(blocks.StructBlock):
    """One clause (بند): its words as the document has them, and the anchor that links to it."""

    text = blocks.TextBlock(label=_("text"), rows=3)
    anchor = blocks.RegexBlock(
        regex=r"\A[a-z][a-z0-9-]*\Z",
        label=_("anchor"),
        required=False,
        max_length=60,
        help_text=_("Given once and kept: links to this clause rest on it."),
        error_messages={"invalid": _("Use small Latin letters, digits and hyphens.")},
    )
    damaged = blocks.BooleanBlock(
        label=_("damaged in the source"),
        required=False,
        help_text=_("The source text is incomplete here and is shown as it stands."),
    )

    class Meta:
        icon = "list-ul"
        label = _("clause")
        form_layout = ["text", "anchor", "damaged"]


class SectionBlock(blocks.StructBlock):
    """A section (قسم) of a policy with its heading as printed and its clauses."""

    heading = blocks.CharBlock(label=_("heading"), required=False, max_length=255)
    lead_in = blocks.TextBlock(label=_("lead-in"), required=False, rows=2)
    clauses = blocks.ListBlock(ClauseBlock(), label=_("clauses"), min_num=0)

    class Meta:
        icon = "doc-full"


class PolicyBody(blocks.StreamBlock):
    """All kinds of sections a policy may hold."""

    preamble = SectionBlock(label=_("Preamble"), icon="openquote")
    general_objective = SectionBlock(label=_("General objective"), icon="pick")
    detailed_objectives = SectionBlock(label=_("Detailed objectives"), icon="list-ol")
    practices = SectionBlock(label=_("Practices"), icon="tasks")
    channels = SectionBlock(label=_("Channels of communication"), icon="mail")
    tools = SectionBlock(label=_("The officer's tools"), icon="folder-open-inverse")
    procedure = SectionBlock(label=_("Procedure"), icon="order")
    further = SectionBlock(label=_("Further section"), icon="doc-full")


class QuestionBlock(blocks.StructBlock):
    """A frequently asked question (سؤال شائع) and its answer."""

    question = blocks.CharBlock(label=_("question"), max_length=300)
    answer = blocks.RichTextBlock(label=_("answer"), features=["bold", "link", "ol", "ul"])

    class Meta:
        icon = "help"
        label = _("question")


class MisconceptionBlock(blocks.StructBlock):
    """A misconception (مفهوم سائد) and what is right."""

    claim = blocks.CharBlock(label=_("what people think"), max_length=300)
    correction = blocks.RichTextBlock(
        label=_("what is right"), features=["bold", "link", "ol", "ul"]
    )

    class Meta:
        icon = "warning"
        label = _("corrected misconception")


class FaqCategoryBlock(blocks.StructBlock):
    """A category of questions and corrected misconceptions."""

    title = blocks.CharBlock(label=_("title"), max_length=120)
    entries = blocks.StreamBlock(
        [("question", QuestionBlock()), ("misconception", MisconceptionBlock())],
        label=_("entries"),
        min_num=1,
    )

    class Meta:
        icon = "folder-open-inverse"
        label = _("category")
