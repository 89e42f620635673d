"""An authority with a key for its agents, and what an agent sends with it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from customers.models import Authority
from inventory import actions
from inventory.models import AgentToken
from tests.factories import AuthorityRoleFactory
from tests.inventory.agents import JSON


@dataclass(frozen=True)
class Agents:
    """The agents of one authority."""

    token: AgentToken
    key: str

    def send(self, body: bytes, kind: str = JSON, **headers: str) -> Any:
        """One message, from a program that keeps no cookies."""
        address = reverse("inventory:agent", args=[self.key])
        return Client().post(address, data=body, content_type=kind, headers=headers)


@pytest.fixture
def agents_of(administrator: User) -> Callable[[Authority], Agents]:
    """Make a key for an authority that the service looks after."""

    def make(authority: Authority) -> Agents:
        AuthorityRoleFactory(authority=authority)
        return Agents(*actions.create_token(authority=authority, name="Rathaus", by=administrator, now=timezone.now()))

    return make


@pytest.fixture
def agents(agents_of: Callable[[Authority], Agents], ludwigslust: Authority) -> Agents:
    """The agents of Stadt Ludwigslust."""
    return agents_of(ludwigslust)
