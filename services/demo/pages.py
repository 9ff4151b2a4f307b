"""The pages of one association."""

from datetime import timedelta
from io import BytesIO
from typing import Any

from django.core.files.images import ImageFile
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.models import Collection

from home.models import Association, AssociationPage
from policies.models import (
    ChannelsPage,
    FaqPage,
    LibraryPage,
    PolicyIndexPage,
    PolicyPage,
    PolicySignatory,
    ProcedurePage,
    ProcedureStep,
)
from services.demo import policy_texts
from services.demo.associations import APPROVALS
from services.demo.catalogue import SERVICES
from services.demo.channels import channel_rows, channel_titles
from services.demo.emblems import emblem_png
from services.demo.library import library_items
from services.demo.people import SIGNATORIES
from services.demo.questions import faq_categories
from services.demo.shapes import Both, Facts, Service
from services.demo.tree import Pair, plant, prose
from services.models import Route, ServiceFormField, ServiceIndexPage, ServicePage

DEMO_INTRO = Both(
    "كُتب هذا الكلام للعرض التجريبي.",
    "These words were written for the demo.",
)
Actor = ProcedureStep.Actor
SEVEN_ACTORS = [
    (Actor.RELATIONS_OFFICER, 1),
    (Actor.RELATIONS_OFFICER, 2),
    (Actor.SOCIAL_RESEARCHER, 5),
    (Actor.MEMBER, None),
    (Actor.COMMITTEE, 10),
    (Actor.RELATIONS_OFFICER, 2),
    (Actor.RELATIONS_OFFICER, 3),
]
FOUR_ACTORS = [
    (Actor.RELATIONS_OFFICER, 1),
    (Actor.RELATIONS_OFFICER, 1),
    (Actor.RELATIONS_OFFICER, None),
    (Actor.RELATIONS_OFFICER, 3),
]
STEP_TITLES = {
    Route.COMMITTEE: [
        Both("الاستقبال", "Reception"),
        Both("التحقق من البيانات", "Checking the data"),
        Both("الإحالة إلى الباحث الاجتماعي", "Referral to the social researcher"),
        Both("الإقرار والتوقيع", "Confirming and signing"),
        Both("دراسة اللجنة", "Study by the committee"),
        Both("إكمال التسجيل", "Completing the registration"),
        Both("تقديم الخدمة", "Delivery"),
    ],
    Route.DIRECT: [
        Both("الاستقبال", "Reception"),
        Both("تحديد الموعد", "Saying when"),
        Both("طريقة التواصل", "How to reach you"),
        Both("تقديم الخدمة", "Delivery"),
    ],
}


def make_association(facts: Facts) -> Association:
    """The association with its emblem."""
    emblem = emblem_png(facts.emblem, facts.brand_colour)
    picture = ImageFile(BytesIO(emblem), name=f"{facts.slug}.png")
    image = get_image_model().objects.create(title=facts.name.ar, file=picture)
    association = Association(
        slug=facts.slug,
        name_ar=facts.name.ar,
        name_en=facts.name.en,
        legal_kind=facts.legal_kind,
        regulator_ar=facts.regulator.ar,
        regulator_en=facts.regulator.en,
        register_number=facts.register_number,
        website=facts.website,
        people_term=facts.people_term,
        brand_colour=facts.brand_colour,
        promised_working_days=facts.promised_working_days,
        logo=image,
    )
    association.full_clean()
    association.save()
    return association


def hand_over_logo(association: Association, collection: Collection | None) -> None:
    """Put the emblem among the association's own images, where its editors find it."""
    if association.logo is not None and collection is not None:
        association.logo.collection = collection
        association.logo.save(update_fields=["collection"])


def plant_home(facts: Facts, association: Association, portal: Pair) -> Pair:
    return plant(
        portal,
        AssociationPage,
        slug=facts.slug,
        title=facts.name,
        shared={"association": association},
        tagline=facts.tagline,
        intro=prose(facts.about),
    )


def plant_policy(facts: Facts, home: Pair) -> Pair:
    """The list of policies and the policy; returns the policy."""
    index = plant(
        home,
        PolicyIndexPage,
        slug="policies",
        title=Both("السياسات", "Policies"),
        shared={"show_in_menus": True},
        intro=prose(DEMO_INTRO),
    )
    approval = APPROVALS[facts.slug]
    named = list(zip(SIGNATORIES, approval.signatories, strict=False))
    title = facts.word(policy_texts.TITLE_MEMBERS, policy_texts.TITLE_BENEFICIARIES)
    return plant(
        index,
        PolicyPage,
        slug="relations",
        title=title,
        shared={
            "audience": facts.people_term,
            "hijri_printed": approval.hijri_printed,
            "hijri_read": approval.hijri_read,
            "gregorian_printed": approval.gregorian_printed,
            "approved_on": approval.approved_on,
            "weekday_printed": approval.weekday_printed,
            "effective_from": approval.effective_from,
            "next_review_on": timezone.localdate() + timedelta(days=365),
            "decision_floor_days": approval.decision_floor_days,
        },
        summary=policy_texts.SUMMARY,
        meeting=approval.meeting,
        body=lambda language: policy_texts.policy_body(facts, channel_titles(facts), language),
        signatories=lambda language: [
            PolicySignatory(name=name.in_(language), office=office.in_(language), presence=presence)
            for name, (office, presence) in named
        ],
    )


def plant_services(facts: Facts, home: Pair) -> Pair:
    """The list of services and the services; returns the list."""
    index = plant(
        home,
        ServiceIndexPage,
        slug="services",
        title=Both("الخدمات", "Services"),
        shared={"show_in_menus": True},
        intro=prose(DEMO_INTRO),
    )
    for service in SERVICES[facts.slug]:
        plant_service(service, index)
    return index


def plant_service(service: Service, index: Pair) -> Pair:
    def requirements(language: str) -> str:
        lines = "".join(f"<li>{need.in_(language)}</li>" for need in service.needs)
        return f"<ul>{lines}</ul>" if lines else ""

    def form_fields(language: str) -> list[ServiceFormField]:
        return [
            ServiceFormField(
                clean_name=field.name,
                field_type=field.kind,
                label=field.label.in_(language),
                help_text=field.help.in_(language),
                required=field.required,
                choices="\n".join(choice.in_(language) for choice in field.choices),
                sort_order=order,
            )
            for order, field in enumerate(service.fields)
        ]

    return plant(
        index,
        ServicePage,
        slug=service.slug,
        title=service.title,
        shared={
            "request_route": service.route,
            "open_to": service.open_to,
            "kind": service.kind,
            "working_days": service.working_days,
        },
        summary=service.summary,
        description=prose(service.description),
        audience=service.audience,
        cost=service.cost,
        requirements=requirements,
        form_fields=form_fields,
    )


def plant_procedure(facts: Facts, home: Pair, policy: Pair, services: Pair) -> Pair:
    route = Route.DIRECT if facts.slug == "awqaf" else Route.COMMITTEE
    actors = FOUR_ACTORS if route == Route.DIRECT else SEVEN_ACTORS

    def steps(language: str) -> list[ProcedureStep]:
        people = policy_texts.PEOPLE[facts.people_term][language]
        texts = policy_texts.steps_of(facts)
        rows = zip(STEP_TITLES[route], texts, actors, strict=True)
        return [
            ProcedureStep(
                title=title.in_(language),
                description=policy_texts.sentence(text, language, people),
                actor=actor,
                working_days=days,
                clause_anchor=f"step-{number}",
                sort_order=number,
            )
            for number, (title, text, (actor, days)) in enumerate(rows, start=1)
        ]

    return plant(
        home,
        ProcedurePage,
        slug="procedure",
        title=Both("مسار الطلب", "How requests are handled"),
        shared={"show_in_menus": True},
        intro=prose(DEMO_INTRO),
        policy=policy.in_,
        start_page=services.in_,
        steps=steps,
    )


def plant_help(facts: Facts, home: Pair, collection: Collection) -> None:
    """Questions, library and channels."""
    menu: dict[str, Any] = {"show_in_menus": True}
    plant(
        home,
        FaqPage,
        slug="faq",
        title=Both("الأسئلة الشائعة", "Questions"),
        shared=menu,
        intro=prose(DEMO_INTRO),
        categories=lambda language: faq_categories(facts, language),
    )
    plant(
        home,
        LibraryPage,
        slug="library",
        title=Both("المكتبة", "Library"),
        shared=menu,
        intro=prose(DEMO_INTRO),
        items=lambda language: library_items(facts, language, collection),
    )
    plant(
        home,
        ChannelsPage,
        slug="contact",
        title=Both("تواصل معنا", "Contact"),
        shared=menu,
        intro=prose(DEMO_INTRO),
        channels=lambda language: channel_rows(facts, language),
    )
