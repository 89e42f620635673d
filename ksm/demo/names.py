"""Names of people who do not exist, put together from common first and last names."""

from collections import Counter
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

FIRST_NAMES = (
    "Andrea", "Anja", "Annett", "Antje", "Birgit", "Carola", "Claudia", "Daniela", "Doreen", "Elke", "Franziska", "Gudrun",
    "Heike", "Ines", "Jana", "Jeannette", "Juliane", "Karin", "Katrin", "Kerstin", "Kristin", "Lena", "Lisa", "Manuela",
    "Maria", "Marion", "Martina", "Melanie", "Mandy", "Nadine", "Nicole", "Petra", "Ramona", "Sabine", "Sandra", "Silke",
    "Simone", "Susann", "Tanja", "Ulrike", "Ute", "Yvonne",
    "Andreas", "Axel", "Bernd", "Björn", "Carsten", "Christian", "Daniel", "Detlef", "Dirk", "Enrico", "Felix", "Florian",
    "Frank", "Gerd", "Hannes", "Heiko", "Holger", "Ingo", "Jan", "Jens", "Jonas", "Kai", "Lars", "Lukas", "Marco", "Mario",
    "Martin", "Mathias", "Michael", "Nico", "Olaf", "Paul", "Peter", "Ralf", "Robert", "Ronny", "Steffen", "Sven", "Thomas",
    "Tobias", "Torsten", "Uwe", "Volker",
)  # fmt: skip
LAST_NAMES = (
    "Ahrens", "Albrecht", "Bartels", "Becker", "Behrens", "Bergmann", "Block", "Bruhn", "Burmeister", "Böttcher", "Clasen",
    "Dahl", "Dietrich", "Drews", "Ebert", "Engel", "Fischer", "Franke", "Frenz", "Friedrich", "Gerlach", "Graf", "Groth",
    "Günther", "Haase", "Hagen", "Hansen", "Harms", "Hartmann", "Heinrich", "Henning", "Herzog", "Hinz", "Hoffmann", "Holz",
    "Huth", "Jahn", "Jansen", "Jürgens", "Kaiser", "Karsten", "Keller", "Klein", "Koch", "Kraft", "Kramer", "Krause", "Krohn",
    "Kuhn", "Lange", "Lehmann", "Lemke", "Lorenz", "Ludwig", "Maaß", "Martens", "Meier", "Meyer", "Möller", "Neumann",
    "Otto", "Pagel", "Peters", "Pohl", "Radtke", "Reimer", "Richter", "Rohde", "Roth", "Sander", "Schmidt", "Schneider",
    "Scholz", "Schröder", "Schubert", "Schulz", "Schuster", "Schwarz", "Seidel", "Simon", "Sommer", "Stark", "Thiel", "Timm",
    "Vogel", "Voigt", "Voß", "Wagner", "Walter", "Weber", "Wegner", "Wendt", "Werner", "Westphal", "Wiese", "Wilke", "Winkler",
    "Witt", "Wolf", "Zander", "Ziegler", "Zimmermann",
)  # fmt: skip
PLAIN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


class Name(NamedTuple):
    """A first and a last name, and the two in the form of an account."""

    first: str
    last: str
    account: str


@dataclass
class Names:
    """Gives out names, never the same one twice."""

    random: Random
    given: Counter[tuple[str, str]] = field(default_factory=Counter)

    def next(self) -> Name:
        """A name that nobody has yet."""
        while True:
            first, last = self.random.choice(FIRST_NAMES), self.random.choice(LAST_NAMES)
            self.given[first, last] += 1
            if self.given[first, last] == 1:
                return Name(first, last, f"{first}.{last}".lower().translate(PLAIN))
