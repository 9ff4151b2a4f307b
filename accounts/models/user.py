"""The person who signs in (المستخدم)."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.name_words import follow_name
from accounts.models.phone_ends import LastFour
from saudi.identity import InvalidNumber, read_mobile
from saudi.text import fold

COMPOUND_BEGINNINGS = {"عبد", "أبو", "ابو", "أم", "ام", "آل"}


class UserManager(BaseUserManager["User"]):
    """Creates people; an e-mail address or a mobile number is enough."""

    def create_user(
        self,
        email: str | None = None,
        password: str | None = None,
        **fields: Any,
    ) -> "User":
        user = self.model(email=self.normalize_email(email) or None, **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user

    def create_superuser(
        self, email: str | None = None, password: str | None = None, **fields: Any
    ) -> "User":
        return self.create_user(email, password, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A person (شخص) with one full name, signing in by e-mail or Saudi mobile."""

    class Language(models.TextChoices):
        ARABIC = "ar", _("Arabic")
        ENGLISH = "en", _("English")

    full_name = models.CharField(
        _("full name"), max_length=200, help_text=_("As you write it: all its parts in one line.")
    )
    name_folded = models.CharField(max_length=200, editable=False, default="", db_index=True)
    email = models.EmailField(_("e-mail address"), unique=True, null=True, blank=True)
    phone = models.CharField(_("mobile number"), max_length=16, unique=True, null=True, blank=True)
    phone_verified = models.BooleanField(_("mobile number verified"), default=False)
    language = models.CharField(
        _("language"), max_length=2, choices=Language.choices, default=Language.ARABIC
    )
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(_("date joined"), default=timezone.now, editable=False)

    # Whether the groups of who signed in were made to follow their appointments just now.
    groups_follow = False

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["full_name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(email__isnull=False) | Q(phone__isnull=False),
                name="user_has_email_or_phone",
                violation_error_message=_("Give an e-mail address or a mobile number."),
            )
        ]
        indexes = [models.Index(LastFour("phone"), name="people_by_end_of_phone")]

    def __str__(self) -> str:
        return self.get_full_name()

    def clean(self) -> None:
        """Keep empty addresses as NULL, and mobiles as E.164 (+9665########)."""
        self.email = (self.email or "").strip().lower() or None
        if self.phone:
            try:
                self.phone = read_mobile(self.phone)
            except InvalidNumber as error:
                raise ValidationError({"phone": _("Enter a Saudi mobile number.")}) from error
        else:
            self.phone = None

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the name that search looks in (`saudi.text.fold`) beside the one that is shown."""
        self.name_folded = fold(self.full_name)[:200]
        fields = kwargs.get("update_fields")
        if fields is not None and "full_name" in fields:
            kwargs["update_fields"] = {*fields, "name_folded"}
        super().save(*args, **kwargs)
        if fields is None or "full_name" in fields:
            follow_name(self)

    def get_username(self) -> str:
        return self.email or self.phone or ""

    def get_full_name(self) -> str:
        return self.full_name or self.get_username()

    def get_short_name(self) -> str:
        """The given name, for a greeting: of compound ones (عبد الله) both parts."""
        parts = self.get_full_name().split()
        return " ".join(parts[: 2 if parts[0] in COMPOUND_BEGINNINGS else 1])

    @property
    def first_name(self) -> str:
        """What Wagtail's menu calls the person."""
        return self.get_short_name()

    @property
    def is_staff(self) -> bool:
        """Whether the Wagtail admin opens to them."""
        return self.has_perm("wagtailadmin.access_admin")
