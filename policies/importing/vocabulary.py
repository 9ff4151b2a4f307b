"""Headings by their words: which kind of section a line announces, in whatever order and spelling.

A heading is known by its head word (القنوات, الأدوات, الأهداف …) together with what must stand
beside it. Everything is compared folded and without particles, as a bag where the order of the
words is damaged.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from policies.importing.result import SectionKind
from policies.importing.words import bag, forms, has_any

Kind = SectionKind | str  # "approval" and "title" beside the kinds of sections


@dataclass(frozen=True, slots=True)
class _Rule:
    """A head word announces the first of `kinds`; where that can't be, one of the others."""

    kinds: tuple[str, ...]
    heads: frozenset[str]
    beside: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """What a line announces.

    `whole` is true where each word of it belongs into such a heading; `at` is the place of the
    head word. `kinds` come most likely first.
    """

    kinds: tuple[str, ...]
    whole: bool
    at: int


_REACHING = bag("تواصل اتصال اتصالات تخاطب يتواصل تتواصل يتصل تتصل")
_SERVING = bag("خدمه خدمات تعامل طلب طلبات معاملات معامله معاملاته معاملته مستفيد اعضاء عضو عمل")
_OTHER_PROCESSES = bag(
    "شكاوي شكوي تظلم تظلمات اعتراض مراجعه تحديث تعديل رقابه مخالفات جزاءات نزاعات خلافات نشر تعميم"
)

# In order of precedence where two head words share a place.
_RULES = (
    _Rule(("approval",), bag("توقيعات تواقيع توقيع موقعون"), leads=True),
    _Rule(("approval",), bag("اعتماد اقرار مصادقه"), never=bag("خدمه طلب طلبات")),
    _Rule(("further",), bag("نفاذ سريان"), leads=True),
    _Rule(("preamble",), bag("تمهيد مقدمه توطئه ديباجه مدخل استهلال فاتحه"), leads=True),
    _Rule(("preamble", "further"), bag("نبذه خلفيه"), leads=True),
    _Rule(("detailed_objectives",), bag("اهداف"), bag("تفصيليه تفصيلي خاصه فرعيه محدده اجراييه")),
    _Rule(
        ("general_objective", "detailed_objectives"),
        bag("اهداف"),
        bag("عامه عام رييسيه رييسه رييسي استراتيجيه"),
    ),
    _Rule(("detailed_objectives", "general_objective"), bag("اهداف")),
    _Rule(("general_objective", "detailed_objectives"), bag("هدف غرض غايه مقصد اغراض غايات مقاصد")),
    _Rule(("practices",), bag("ممارسات ممارسه")),
    _Rule(("practices",), bag("معايير"), bag("خدمه خدمات")),
    _Rule(("channels",), bag("قنوات قناه"), never=bag("اجتماعي اجتماعيه")),
    _Rule(
        ("channels",),
        bag("وسايل وسيله طرق سبل اساليب منافذ منصات ارقام"),
        _REACHING,
        never=bag("اجتماعي اجتماعيه"),
    ),
    _Rule(("tools", "channels"), bag("ادوات"), _REACHING),
    _Rule(("tools",), bag("ادوات اداه")),
    _Rule(("tools",), bag("مستندات وثايق نماذج ادله مراجع وسايل"), bag("موظف موظفين")),
    _Rule(("further",), bag("اليه اليات اجراءات اجراء خطوات مراحل"), _OTHER_PROCESSES),
    _Rule(("procedure", "channels"), bag("اليه اليات طريقه كيفيه"), _REACHING),
    _Rule(("procedure",), bag("اليه اليات اجراءات اجراء خطوات مراحل")),
    _Rule(("procedure",), bag("كيفيه طريقه طرق سير مسار دوره"), _SERVING),
    _Rule(("procedure",), bag("تعامل يتعامل تتعامل")),
    _Rule(("procedure",), bag("تقديم"), bag("خدمه خدمات"), leads=True),
    _Rule(("channels",), _REACHING, never=bag("اجتماعي اجتماعيه"), leads=True),
    _Rule(
        ("further",),
        bag(
            "نطاق مجال تعريفات تعريف مصطلحات مسووليات مسووليه ادوار حقوق واجبات التزامات احكام "
            "ملاحق ملحق مراجعه سريه خصوصيه شكاوي تظلم تظلمات اعتراضات نشر تعميم مبادي قيم سلوك "
            "مخالفات جزاءات ضوابط شروط استثناءات نزاعات خلافات قياس رضا تقييم تحديث وثايق مراجع "
            "ختام خاتمه ختاما صلاحيات توزيع حوكمه"
        ),
        leads=True,
    ),
)

# What may stand in a heading without saying of which kind it is.
_FILLERS = bag(
    """
    في من عن علي الي مع بين و او هذه هذا ذلك التي ثم وفق حسب عند كل جميع كافه اهم ابرز بيان
    قايمه سياسه سياسات لايحه جمعيه تعاونيه عموميه اهليه خيريه مجلس اداره رييس عضو اعضاء مستفيد
    مستفيدين مستفيدون مستفيده مساهم مساهمين مساهمون عملاء عميل داعمين متطوعين موظف موظفين
    علاقات علاقه خدمه خدمات مستخدمه متاحه متاح معتمده معتمد خاصه خاص عامه عام رييسيه رييسه
    رييسي تفصيليه تفصيلي فرعيه محدده استراتيجيه افضل احكام ختاميه عمل تنظيم تقديم تقدم تعامل
    تواصل اتصال لديها لدينا يتم تتم تتبعها متبعه لازمه مختلف مستويات مستوي انهاء معاملات
    معامله معاملاته معاملته معاملاتهم طلب طلبات شكل تالي تاليه اتي اتيه نحو يلي ما كما بما
    كالتالي كالاتي مايلي وذلك ويتم طريق خلال اصحاب صاحب مصلحه تطبيق سير اجراء اجراءات نفاذ
    سريان توقيع توقيعات اسماء حضور اليات اليه ممارسات معايير مراجعه تحديث نشر تعميم تمهيد
    تعريفات مصطلحات مسووليات ادوار حقوق واجبات اطراف طرفين جوده حصول عليها استخدام مهنيه جيده
    حسنه فضلي تابع يتبع اعضايها اعضايه مستفيديها تستخدمها تعتمدها تتيحها توفرها تتبعها عبر
    """
)
_LEADING_FILLERS = bag(
    "اهم ابرز بيان قايمه تعتمد توفر تستخدم تتيح تتبع يتبع يستخدم تقدم جمعيه هذه في ويتم يتم من "
    "عن اما علي كما هي وهي تابع وتعتمد وتوفر وتستخدم"
)
_LONGEST = 18


@lru_cache(maxsize=8192)
def announced(line: tuple[str, ...]) -> Heading | None:
    """Return what the folded words of a line announce as a heading, or None.

    This is about the words alone; whether the line stands where a heading can stand is for
    the caller to see.
    """
    if not 0 < len(line) <= _LONGEST:
        return None
    shapes = [forms(word) for word in line]
    everything = frozenset().union(*shapes)
    found: tuple[int, _Rule] | None = None
    for rule in _RULES:
        at = _place(shapes, rule)
        if at is None or not rule.never.isdisjoint(everything):
            continue
        if rule.beside and rule.beside.isdisjoint(everything):
            continue
        if found is None or at < found[0]:
            found = (at, rule)
    if found is None:
        return None
    at, rule = found
    known = _FILLERS | rule.heads | rule.beside
    whole = all(not shape.isdisjoint(known) for shape in shapes)
    return Heading(rule.kinds, whole, at)


def _place(shapes: Sequence[frozenset[str]], rule: _Rule) -> int | None:
    for at, shape in enumerate(shapes):
        if not shape.isdisjoint(rule.heads):
            return at
        if rule.leads and shape.isdisjoint(_LEADING_FILLERS):
            return None
    return None


_TITLE_HEADS = bag("سياسه لايحه دليل ميثاق وثيقه نظام مدونه قواعد سياسات")
_TITLE_TOPICS = bag("علاقه تنظيم تعامل اعضاء مستفيدين مستفيد مساهمين خدمات خدمه عضو عموميه")
_LONGEST_TITLE = 18


def is_title(line: tuple[str, ...]) -> bool:
    """Return whether the words are a policy's title: «سياسة …», «لائحة …»."""
    return 2 <= len(line) <= _LONGEST_TITLE and not forms(line[0]).isdisjoint(_TITLE_HEADS)


def may_be_title(line: tuple[str, ...]) -> bool:
    """Return whether the words speak of a policy's topic without naming it a policy."""
    if not 2 <= len(line) <= _LONGEST_TITLE:
        return False
    return sum(not forms(word).isdisjoint(_TITLE_TOPICS) for word in line) >= 2


_APPROVED = bag("اعتمد اعتمدت اقر اقرت صادق صادقت صدرت وافق وافقت اصدر اصدرت")
_APPROVAL = bag("اعتماد اقرار مصادقه موافقه")
_APPROVERS = bag("مجلس جلسه جلسته اجتماع اجتماعه بتاريخ تاريخ قرار محضر")
_THE_POLICY = bag("سياسه سياسات لايحه وثيقه")
_AUXILIARIES = bag("تم تمت جري لقد وقد قد")


def is_approval_statement(line: tuple[str, ...]) -> bool:
    """Return whether the words tell that the board approved: «تم اعتماد … في جلسته …»."""
    opening = [word for word in line[:4] if word not in _AUXILIARIES]
    if not opening:
        return False
    told = line[0] in _AUXILIARIES and has_any(opening[0], _APPROVAL)
    named = has_any(opening[0], _APPROVAL) and _mentions(line, _THE_POLICY)
    by_whom = _mentions(line, _APPROVERS)
    return by_whom and (told or named or has_any(opening[0], _APPROVED))


_LEAD_IN_ENDS = (
    ("ما", "يلي"),
    ("كما", "يلي"),
    ("بما", "يلي"),
    ("فيما", "يلي"),
    ("ما", "ياتي"),
    ("فيما", "ياتي"),
    ("النحو", "التالي"),
    ("النحو", "الاتي"),
    ("بالشكل", "التالي"),
    ("الشكل", "التالي"),
    ("علي", "التالي"),
)
_LEAD_IN_WORDS = bag("كالتالي كالاتي التاليه الاتيه مايلي التالي الاتي بالتالي")


def leads_in(line: tuple[str, ...]) -> bool:
    """Return whether the words lead into a list: «… كما يلي», «… التالية»."""
    pairs = set(pairwise(line))
    return any(pair in pairs for pair in _LEAD_IN_ENDS) or not _LEAD_IN_WORDS.isdisjoint(line)


_CHANNEL_WORDS = bag(
    "هاتف هاتفي هاتفيه جوال واتس واتساب بريد موقع الكتروني مقابله مقابلات لقاء لقاءات خطابات خطاب "
    "رسايل زياره زيارات اتصالات اتصال تواصل اجتماعي تطبيق فاكس مندوب مناديب تطوع مكتب مقر صندوق"
)
_TOOL_WORDS = bag(
    "لايحه دليل نموذج نماذج استماره خطط خطه تقارير تقرير سجل سجلات قاعده نظام جدول ميثاق لوايح ادله"
)
_STEP_WORDS = bag(
    "استقبال تاكد احاله توقيع تسجيل استكمال تحديد دراسه رفع تسليم مطابقه توضيح تقديم حصول ابلاغ رد "
    "تحقق مراجعه اشعار اعتماد اغلاق حفظ ادخال طلب فحص"
)
_AIM_WORDS = bag(
    "تحسين تعزيز تطوير رفع تحقيق زياده ترسيخ تنميه تمكين تيسير تسهيل ضمان حمايه تقدير بناء نشر "
    "توثيق تركيز كسب تقليل"
)


def kind_by_content(items: Sequence[tuple[str, ...]]) -> SectionKind | None:
    """Return the kind that the folded words of a list's items speak for, or None.

    Channels and tools are named by nouns anywhere; steps and aims by the word they begin with.
    """
    if not items:
        return None
    scores: dict[SectionKind, float] = {
        "channels": sum(_mentions(item, _CHANNEL_WORDS) for item in items),
        "tools": sum(_mentions(item, _TOOL_WORDS) for item in items),
        "procedure": sum(_mentions(item[:1], _STEP_WORDS) for item in items),
        "detailed_objectives": sum(_mentions(item[:1], _AIM_WORDS) for item in items),
    }
    best = max(scores, key=lambda kind: scores[kind])
    others = max(score for kind, score in scores.items() if kind != best)
    enough = scores[best] >= max(2, len(items) / 2)
    return best if enough and scores[best] > others else None


def _mentions(item: Sequence[str], vocabulary: frozenset[str]) -> bool:
    return any(has_any(word, vocabulary) for word in item)
