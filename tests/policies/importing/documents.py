"""Policy documents of our own, whole and damaged, for the tests of the importer."""

import random
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from policies.importing.result import Line

TITLE = "سياسة العلاقة مع أعضاء جمعية نخيل الوادي"

PREAMBLE = (
    "تكتب جمعية نخيل الوادي هذه السياسة ليعرف كل عضو ما ينتظره منها، وليعرف كل موظف ما يُنتظر منه."
    " وتراجعها الجمعية في كل موسم وتنشر ما تغير فيها."
)
GENERAL = "أن يصل العضو إلى خدمته في يومها ومن مزرعته، وأن يجد من يجيبه حين يسأل."
OBJECTIVES = (
    "تقليل الزيارات التي يحتاج إليها العضو لإتمام معاملة واحدة.",
    "توضيح شروط كل خدمة قبل أن يبدأ العضو بطلبها.",
    "تمكين الأعضاء من متابعة طلباتهم بهواتفهم في أي ساعة.",
    "قياس رضا العضو بعد انتهاء كل خدمة قُدمت إليه.",
)
PRACTICES = (
    "نشر جدول مواعيد الري والحصاد قبل الموسم بشهر.",
    "تدريب الموظفين على حسن الاستماع قبل الجواب.",
    "الاعتذار عن كل تأخير مع بيان سببه للعضو.",
)
CHANNELS = (
    "الهاتف الموحد",
    "البريد الإلكتروني",
    "وسائل التواصل الاجتماعي",
    "زيارة مقر الجمعية",
    "مندوب السوق",
)
TOOLS = ("اللائحة الأساسية", "دليل خدمات المزارعين", "نموذج طلب الصيانة")
STEPS = (
    "استقبال العضو وسؤاله عن حاجته وتدوينها في السجل.",
    "مراجعة المرفقات وإبلاغ العضو بما ينقص منها.",
    "رفع الطلب المكتمل إلى المهندس الزراعي للنظر فيه.",
    "إبلاغ العضو بالقرار وموعد التنفيذ برسالة نصية.",
    "إغلاق الطلب بعد أن يوقع العضو على محضر التسليم.",
)
SCOPE = "تسري هذه السياسة على الأعضاء والموظفين والمتطوعين في فروع الجمعية كلها."

HEADINGS = {
    "preamble": ("تمهيد", "مقدمة", "توطئة", "المقدمة", "ديباجة"),
    "general_objective": ("الهدف العام", "الغرض من السياسة", "الغرض", "الهدف الرئيسي", "الغاية"),
    "detailed_objectives": (
        "الأهداف التفصيلية",
        "أهداف السياسة",
        "الأهداف",
        "الأهداف الخاصة",
        "الأهداف الفرعية",
    ),
    "practices": (
        "الممارسات",
        "أفضل الممارسات في تقديم الخدمة",
        "الممارسات المهنية",
        "ممارسات تقديم الخدمة",
    ),
    "channels": (
        "قنوات التواصل",
        "وسائل التواصل",
        "قنوات الاتصال",
        "طرق التواصل مع الأعضاء",
        "القنوات المعتمدة للتواصل",
    ),
    "tools": ("الأدوات", "أدوات الموظف", "الأدوات المتاحة للموظف", "الأدوات المستخدمة"),
    "procedure": (
        "آلية تقديم الخدمة",
        "إجراءات تقديم الخدمة",
        "خطوات تقديم الخدمة",
        "الإجراءات",
        "آلية التعامل مع الأعضاء",
        "مراحل تقديم الخدمة",
    ),
}
ITEMS: dict[str, tuple[str, ...]] = {
    "preamble": (PREAMBLE,),
    "general_objective": (GENERAL,),
    "detailed_objectives": OBJECTIVES,
    "practices": PRACTICES,
    "channels": CHANNELS,
    "tools": TOOLS,
    "procedure": STEPS,
}
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
ORDINALS = ("أولاً", "ثانياً", "ثالثاً", "رابعاً", "خامساً", "سادساً")
ABJAD = "أبجدهو"

MARKS = ("dot", "dash", "bracket", "arabic", "spaced", "dashed", "bullet", "letter", "ordinal", "")


def mark(style: str, number: int) -> str:
    """Return the list mark of `number` in one of the styles of `MARKS`."""
    arabic = str(number).translate(ARABIC)
    return {
        "dot": f"{number}. ",
        "dash": f"{number}- ",
        "bracket": f"({number}) ",
        "arabic": f"{arabic}- ",
        "spaced": f"{arabic} . ",
        "dashed": f"- {number} ",
        "bullet": "• ",
        "letter": f"{ABJAD[number - 1]}- ",
        "ordinal": f"{ORDINALS[number - 1]}: ",
        "": "",
    }[style]


def listed(items: Sequence[str], style: str) -> list[str]:
    """Return the items with marks of one style."""
    return [f"{mark(style, number)}{item}" for number, item in enumerate(items, start=1)]


@dataclass(frozen=True)
class Shape:
    """How a document is laid out: headings, order, marks, blank lines."""

    headings: dict[str, str]
    order: Sequence[str]
    style: str = "dot"
    colon: str = ":"
    blank: bool = True
    title: str = TITLE


def plain(**changes: object) -> Shape:
    """Return the usual shape with some things changed."""
    shape: dict[str, object] = {
        "headings": {kind: names[0] for kind, names in HEADINGS.items()},
        "order": list(HEADINGS),
    }
    return Shape(**(shape | changes))  # type: ignore[arg-type]


def shaped(shape: Shape) -> str:
    """Return the text of a document with our items in the given shape."""
    lines = [shape.title, ""] if shape.title else []
    for kind in shape.order:
        prose = kind in {"preamble", "general_objective"}
        lines.append(f"{shape.headings[kind]}{shape.colon}")
        if shape.blank:
            lines.append("")
        lines += ITEMS[kind] if prose else listed(ITEMS[kind], shape.style)
        if shape.blank:
            lines.append("")
    return "\n".join(lines)


def random_shape(seed: int) -> Shape:
    """Return one of many shapes: other headings, another order, sections left out."""
    chance = random.Random(seed)
    order = [kind for kind in HEADINGS if chance.random() > 0.15]
    if chance.random() > 0.5:
        chance.shuffle(order)
    return Shape(
        headings={kind: chance.choice(names) for kind, names in HEADINGS.items()},
        order=order or ["channels"],
        style=chance.choice(MARKS),
        colon=chance.choice((":", " :", "")),
        blank=chance.random() > 0.3,
        title=TITLE if chance.random() > 0.2 else "",
    )


def lines_of(text: str) -> list[Line]:
    """Return text as the lines that reading a text file would give."""
    return [Line(number, line) for number, line in enumerate(text.split("\n"), start=1)]


def wrapped(text: str, width: int) -> str:
    """Return text with its lines broken at `width` characters, between words; tables as is."""
    broken: list[str] = []
    for line in text.split("\n"):
        if "\t" in line or len(line) <= width:
            broken.append(line)
        else:
            broken += textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False)
    return "\n".join(broken)
