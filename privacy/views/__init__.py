"""Pages of data protection: retention, what is held about a person, and erasure."""

from privacy.views.own import OwnData
from privacy.views.persons import ErasePerson, FindPerson, PersonPage
from privacy.views.retention import Retention

__all__ = ["ErasePerson", "FindPerson", "OwnData", "PersonPage", "Retention"]
