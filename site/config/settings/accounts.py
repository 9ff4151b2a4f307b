"""Signing in with django-allauth: e-mail or Saudi mobile, codes, passwords, TOTP, passkeys."""

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.PersonBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["full_name", "email", "phone"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "services:dashboard"

ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}

ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"email", "phone"}
# "email*" satisfies allauth's check; a mobile number may stand in for it (accounts.signup).
ACCOUNT_SIGNUP_FIELDS = ["email*", "phone", "password1"]
ACCOUNT_SIGNUP_FORM_CLASS = "accounts.signup.SignupQuestions"
ACCOUNT_FORMS = {
    "signup": "accounts.entrance.SignupForm",
    "login": "accounts.entrance.LoginForm",
    "request_login_code": "accounts.entrance.RequestLoginCodeForm",
    "confirm_login_code": "accounts.entrance.ConfirmLoginCodeForm",
    "confirm_email_verification_code": "accounts.entrance.ConfirmEmailCodeForm",
    "confirm_password_reset_code": "accounts.entrance.ConfirmPasswordResetCodeForm",
    "verify_phone": "accounts.entrance.VerifyPhoneForm",
    "add_email": "accounts.entrance.AddEmailForm",
    "reset_password": "accounts.entrance.ResetPasswordForm",
    "reset_password_from_key": "accounts.entrance.ResetPasswordKeyForm",
    "change_password": "accounts.entrance.ChangePasswordForm",
    "set_password": "accounts.entrance.SetPasswordForm",
    "reauthenticate": "accounts.entrance.ReauthenticateForm",
}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_PHONE_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
# Minutes, not seconds: SMS may take their time here. Sending again is left out: allauth fails on
# it for a mobile number without an account, and so tells which have one; one asks anew instead.
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = False
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False
# allauth allows one change of mobile a minute, and counts a mistyped one. Claiming a request that
# was taken in on behalf is limited here too, beside the tries that each code has.
ACCOUNT_RATE_LIMITS = {"change_phone": "5/m/user", "claim_request": "20/h/user"}

MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Sila"
MFA_FORMS = {
    "authenticate": "accounts.entrance.AuthenticateByCodeForm",
    "reauthenticate": "accounts.entrance.ReauthenticateByCodeForm",
    "activate_totp": "accounts.entrance.ActivateTotpForm",
    "add_webauthn": "accounts.entrance.AddPasskeyForm",
    "edit_webauthn": "accounts.entrance.EditPasskeyForm",
}

HEADLESS_CLIENTS = ["app", "browser"]

# One's password and e-mail address are looked after under /account/, with codes, not in Wagtail.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILIMAGES_IMAGE_FORM_BASE = "accounts.files_admin.ImageForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "accounts.files_admin.DocumentForm"
