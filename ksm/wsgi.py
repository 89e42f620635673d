"""The application as a web server calls it."""

import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import reverse

from ksm.overload import with_a_door

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ksm.settings")

application = with_a_door(get_wsgi_application())
import_module(settings.ROOT_URLCONF)  # every page of the house, so that the first person to come need not wait for it
reverse("home")  # nor for the way back from names to a thousand addresses, which web processes then share
