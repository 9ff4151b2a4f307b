"""Proposals, complaints, questions and volunteering: services of special kinds."""

from services.demo.common_services import MOBILE
from services.demo.shapes import Both, Field, Service
from services.models import Kind, ServicePage

EVERYONE = Both("الجميع", "Everyone")
DAY = Field("day", "date", Both("اليوم المناسب", "Day that suits you"))

IDEA = Service(
    slug="idea",
    title=Both("اقترح فكرة", "Suggest an idea"),
    summary=Both("فكرة تنفع الجمعية ومن تخدمهم.", "An idea that helps all we serve."),
    description=Both(
        "نقرأ كل فكرة ونجيب صاحبها، أخذنا بها أم لم نأخذ.",
        "We read each idea and answer, whether we take it up or not.",
    ),
    audience=EVERYONE,
    open_to=ServicePage.OpenTo.EVERYONE,
    kind=Kind.PROPOSAL,
    working_days=10,
    fields=(
        Field("idea", "multiline", Both("فكرتك", "Your idea")),
        Field("benefit", "multiline", Both("من ينتفع بها؟", "Whom does it help?"), required=False),
    ),
)
COMPLAINT = Service(
    slug="complaint",
    title=Both("قدّم شكوى", "Make a complaint"),
    summary=Both(
        "نسمعك بسرية، ولا يطّلع على الشكوى من اشتكيت منه.",
        "We hear you in confidence; whoever you complain about does not see it.",
    ),
    description=Both(
        "اكتب ما حدث ومتى، وما تراه حلًّا. لك أن تسمّي من اشتكيت منه أو لا تسمّي أحدًا.",
        "Write what happened and when, and what would put it right. You may name somebody or not.",
    ),
    audience=EVERYONE,
    open_to=ServicePage.OpenTo.EVERYONE,
    kind=Kind.COMPLAINT,
    working_days=10,
    fields=(
        Field("happened", "multiline", Both("ماذا حدث؟", "What happened?")),
        Field("day", "date", Both("متى حدث؟", "When was it?"), required=False),
        Field(
            "remedy", "multiline", Both("ما الذي يُصلح الأمر؟", "What would help?"), required=False
        ),
        Field("proof", "file", Both("ما يثبت ذلك", "Proof"), required=False),
    ),
)
QUESTION = Service(
    slug="question",
    title=Both("اسألنا", "Ask us"),
    summary=Both("سؤال عام لم تجد جوابه هنا.", "A general question that is not answered here."),
    description=Both(
        "اكتب سؤالك ونجيبك. وإن كان ينفع غيرك نشرناه في الأسئلة الشائعة دون اسمك.",
        "Write your question and we answer. If it helps others, we publish it without your name.",
    ),
    audience=EVERYONE,
    open_to=ServicePage.OpenTo.EVERYONE,
    kind=Kind.QUESTION,
    working_days=3,
    fields=(Field("question", "multiline", Both("سؤالك", "Your question")),),
)
VOLUNTEER = Service(
    slug="volunteer",
    title=Both("تطوع في حملة غرس", "Volunteer in a planting"),
    summary=Both("انضم إلى حملاتنا في عطلة نهاية الأسبوع.", "Join our weekend plantings."),
    description=Both(
        "اختر اليوم ونخبرك بمكان اللقاء وما تحضره معك.",
        "Choose the day; we tell you where to meet and what to bring.",
    ),
    audience=EVERYONE,
    open_to=ServicePage.OpenTo.EVERYONE,
    kind=Kind.VOLUNTEERING,
    working_days=2,
    fields=(
        DAY,
        MOBILE,
        Field(
            "skills",
            "checkboxes",
            Both("بماذا تحب أن تساعد؟", "How would you like to help?"),
            required=False,
            choices=(
                Both("الغرس والسقي", "Planting and watering"),
                Both("التنظيم", "Organising"),
                Both("التصوير", "Taking pictures"),
            ),
        ),
        Field("people", "number", Both("كم شخصًا معك؟", "How many are you?")),
    ),
)
SPECIAL = (IDEA, QUESTION, COMPLAINT)
