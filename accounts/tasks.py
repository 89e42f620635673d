"""What is done about sign-in in the background: letters, and forgetting what is over."""

from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from procrastinate.contrib.django import app

from accounts.models import User
from accounts.scope import as_job
from accounts.sign_in.actions import forget_ended_sign_ins


@app.task(name="accounts.send_link_to_new_password")
def send_link_to_new_password(account: int, site: str) -> None:
    """Write to whoever asked for a new password; `account` is 0 when nobody has the address that was typed."""
    with as_job("send_link_to_new_password"):
        user = User.objects.filter(pk=account, is_active=True).exclude(email="").first()
        if user is None:
            return
        uid, token = urlsafe_base64_encode(force_bytes(user.pk)), default_token_generator.make_token(user)
    link = site.rstrip("/") + reverse("accounts:new_password", args=[uid, token])
    text = render_to_string("accounts/mail/new_password.txt", {"user": user, "link": link})
    send_mail("Neues Kennwort für den KSM Servicebetrieb", text, None, [user.email])


@app.periodic(cron="40 3 * * *")
@app.task(name="accounts.forget_sign_ins")
def forget_sign_ins(timestamp: int) -> None:
    """Every night: sessions that are over, failures long past, and what the cache keeps beyond its time."""
    with as_job("forget_sign_ins"):
        forget_ended_sign_ins(now=timezone.now())
