"""The member's signature under the answers (إقرار), step 4 of the policy."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from services.digests import answers_digest
from services.models import Attestation, ServicePage, ServiceRequest


def wording_for(service: ServicePage) -> str:
    """What the member signs: the service's own words, or the site's, in the active language."""
    return service.attestation or _(
        "I declare that what I have written and attached is correct and complete, "
        "and that I will tell the association of any change."
    )


def attest(
    *,
    request: ServiceRequest,
    by: User,
    signed_name: str,
    method: str = Attestation.Method.SITE,
) -> Attestation:
    """Sign the answers and files of `request` as they stand now, and keep them as signed.

    Called inside the transaction that changes them. Earlier attestations stay as they were.
    Raises ValidationError when the name is missing.
    """
    name = " ".join(signed_name.split())
    if not name:
        raise ValidationError({"signed_name": _("Write your full name to sign.")})
    files = list(request.files.all())
    return Attestation.objects.create(
        request=request,
        wording=wording_for(request.service),
        signed_name=name,
        method=method,
        signed_by=by,
        digest=answers_digest(
            answers=request.answers, file_digests=[file.sha256 for file in files]
        ),
        answers=request.answers,
        files=[{"name": file.name, "sha256": file.sha256} for file in files],
    )
