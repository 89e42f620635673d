"""Who answers for the Fachverfahren at the authorities of the demo, and which trainings there were. All of it is invented."""

from collections import defaultdict
from datetime import date, timedelta

from applications.models import ApplicationUse, Training, UseContact
from customers.models import Contact
from ksm.demo.chance import stream

WITH_OWNER = 0.85
TOPICS = ("Einführung", "Neue Version", "Auswertungen", "Auffrischung für Schlüsselnutzende")


def entrust_all(*, today: date) -> None:
    """Give most uses somebody who answers for them, some key users, and a training or two."""
    random = stream("stewards")
    people: dict[int, list[Contact]] = defaultdict(list)
    for contact in Contact.objects.filter(is_demo=True, is_active=True).order_by("pk"):
        people[contact.authority_id].append(contact)
    charges, trainings = [], []
    for use in ApplicationUse.objects.filter(is_demo=True).order_by("pk"):
        there = random.sample(people[use.authority_id], k=min(3, len(people[use.authority_id])))
        roles = [UseContact.Role.PROCEDURE_OWNER, UseContact.Role.KEY_USER, UseContact.Role.CONTACT]
        if random.random() < WITH_OWNER:
            charges += [
                UseContact(use=use, contact=one, role=role, is_demo=True)
                for one, role in zip(there, roles, strict=False)
            ]
        for days in random.sample(range(30, 900), k=random.randint(0, 2)):
            day, count = today - timedelta(days=days), random.randint(2, 14)
            topic = random.choice(TOPICS)
            trainings.append(Training(use=use, held_on=day, topic=topic, participants=count, is_demo=True))
    UseContact.objects.bulk_create(charges)
    Training.objects.bulk_create(trainings)
