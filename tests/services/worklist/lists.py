"""What stands in the work list, as the signed-in person reads it."""

from django.urls import reverse

from services.models import ServiceRequest

LIST = reverse("casework:list")


def page_of(client, **query):
    page = client.get(LIST, query)
    assert page.status_code == 200
    return page


def found(client, **query):
    query.setdefault("tab", "all")
    return {case.reference for case in page_of(client, **query).context["object_list"]}


def change(request, **values):
    ServiceRequest.objects.filter(pk=request.pk).update(**values)
