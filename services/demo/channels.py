"""The channels of each association: kinds and number as in its policy; numbers are invented.

The telephone number can't exist: no Saudi subscriber number begins with 000.
"""

from policies.models import ContactChannel
from services.demo.shapes import Both, Facts

Kind = ContactChannel.Kind

HOURS = Both("الأحد إلى الخميس، 8 صباحًا إلى 2 ظهرًا", "Sunday to Thursday, 8 am to 2 pm")
ALWAYS = Both("على مدار الساعة", "Day and night")
ROWS: dict[str, tuple[Both, Both, Both, Both]] = {
    # kind: title, address, hours, note
    Kind.VISIT: (
        Both("لقاء في المقر", "Meeting at the office"),
        Both("مقر الجمعية (عنوان تجريبي)", "The association's office (demo address)"),
        HOURS,
        Both("يُستحسن حجز موعد بالهاتف.", "Better call first."),
    ),
    Kind.PHONE: (
        Both("الهاتف", "Telephone"),
        Both("011 000 0000", "011 000 0000"),
        HOURS,
        Both("رقم تجريبي.", "A demo number."),
    ),
    Kind.SOCIAL: (
        Both("حسابات التواصل", "Social media accounts"),
        Both("", ""),
        ALWAYS,
        Both("نجيب عن الرسائل في أوقات الدوام.", "We answer messages in office hours."),
    ),
    Kind.LETTERS: (
        Both("الرسائل المكتوبة", "Written letters"),
        Both("office@{slug}.example", "office@{slug}.example"),
        Both("", ""),
        Both("نجيب خلال خمسة أيام عمل.", "We answer within five working days."),
    ),
    Kind.HELP_REQUEST: (
        Both("طلب المساعدة", "Asking for help"),
        Both("", ""),
        ALWAYS,
        Both("من صفحة الخدمات في هذا الموقع.", "From the services on this site."),
    ),
    Kind.VOLUNTEERING: (
        Both("التطوع معنا", "Volunteering with us"),
        Both("", ""),
        Both("", ""),
        Both("أخبرنا بما تحسنه ومتى يناسبك.", "Tell us what you do well and when."),
    ),
    Kind.WEBSITE: (
        Both("الموقع", "Website"),
        Both("{website}", "{website}"),
        ALWAYS,
        Both("", ""),
    ),
    Kind.MEETINGS: (
        Both("اللقاءات الجماعية", "Group meetings"),
        Both("", ""),
        Both("مرة كل ثلاثة أشهر", "Once every three months"),
        Both("يُعلَن موعدها قبل أسبوع.", "Announced a week before."),
    ),
    Kind.BRANCH_DELEGATES: (
        Both("مندوبو الفروع", "Branch delegates"),
        Both("", ""),
        HOURS,
        Both("في كل فرع مندوب يستقبل طلبك.", "Each branch has a delegate who takes requests."),
    ),
}
COMMON = [Kind.VISIT, Kind.PHONE, Kind.SOCIAL, Kind.LETTERS, Kind.HELP_REQUEST]
OF_ASSOCIATION = {
    "quwwat-watan": [*COMMON, Kind.MEETINGS, Kind.WEBSITE],
    "tsmsa": [*COMMON, Kind.VOLUNTEERING, Kind.WEBSITE, Kind.BRANCH_DELEGATES],
}
OF_MOST = [*COMMON, Kind.VOLUNTEERING, Kind.WEBSITE]


def channel_kinds(facts: Facts) -> list[str]:
    return list(OF_ASSOCIATION.get(facts.slug, OF_MOST))


def channel_titles(facts: Facts) -> list[Both]:
    """The channels as the policy lists them."""
    return [ROWS[kind][0] for kind in channel_kinds(facts)]


def channel_rows(facts: Facts, language: str) -> list[ContactChannel]:
    """The channels as the page of channels shows them; not yet saved."""
    filled = {"slug": facts.slug, "website": facts.website}
    rows = []
    for kind in channel_kinds(facts):
        title, address, hours, note = (text.in_(language) for text in ROWS[kind])
        rows.append(
            ContactChannel(
                kind=kind,
                title=title,
                address=address.format(**filled),
                hours=hours,
                note=note,
            )
        )
    return rows
