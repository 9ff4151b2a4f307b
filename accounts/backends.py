"""Who a session belongs to, and what an appointment opens to them."""

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import Exists, OuterRef

from accounts.editor_groups import refresh_groups
from accounts.models import Appointment, User
from accounts.queries import Someone, appointments_in_force

ADMIN = "wagtailadmin.access_admin"


class PersonBackend(AuthenticationBackend):
    """Signing in as allauth does it, with permissions that follow the appointments in force.

    The Wagtail admin opens to whoever holds an appointment today: that is asked of the
    appointments, never of a group. What editors may do in it, Wagtail asks of their groups;
    those are made to follow the appointments before the person's first permission is asked for.
    """

    def get_user(self, user_id: int) -> User | None:
        appointed = Appointment.objects.filter(user_id=OuterRef("pk"))
        user = (
            User.objects.filter(pk=user_id)
            .annotate(was_ever_appointed=Exists(appointed))
            .filter(is_active=True)
            .first()
        )
        if user is not None and user.was_ever_appointed:
            refresh_groups(user)
            user.groups_follow = True
        return user

    def get_user_permissions(self, user_obj: Someone, obj: object = None) -> set[str]:
        permissions: set[str] = super().get_user_permissions(user_obj, obj)
        if obj is None and appointments_in_force(user_obj).exists():
            return permissions | {ADMIN}
        return permissions
