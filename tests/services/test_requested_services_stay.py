from django.urls import reverse

from services.models import ServicePage
from tests.services.factories import make_service


def delete(client, page):
    return client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), follow=True)


def test_a_service_with_requests_is_not_deleted(client, superuser, committee_request):
    client.force_login(superuser)
    answer = delete(client, committee_request.service)
    assert committee_request.service.title in str(next(iter(answer.context["messages"])))
    assert ServicePage.objects.filter(pk=committee_request.service_id).exists()


def test_neither_is_a_page_above_it(client, superuser, committee_request):
    client.force_login(superuser)
    delete(client, committee_request.service.get_parent())
    assert ServicePage.objects.filter(pk=committee_request.service_id).exists()


def test_nor_is_it_deleted_together_with_others(client, superuser, committee_request):
    client.force_login(superuser)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    client.post(f"{url}?id={committee_request.service_id}", {"next": "/admin/"})
    assert ServicePage.objects.filter(pk=committee_request.service_id).exists()


def test_a_service_nobody_asked_for_is_deleted(client, superuser, association):
    service = make_service(association)
    client.force_login(superuser)
    delete(client, service)
    assert not ServicePage.objects.filter(pk=service.pk).exists()
