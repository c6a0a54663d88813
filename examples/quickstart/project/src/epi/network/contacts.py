"""Who meets whom."""

import csv
from pathlib import Path

PROJECT = Path(__file__).parents[3]


class NetworkError(Exception):
    """No model, though its name sounds like one."""


class ContactNetwork:
    """Knows the contacts of each person; brings parameters, but cannot simulate."""

    def parameters(self):
        return {"transmission": 0.05}

    def contacts(self):
        with open(PROJECT / "data/contacts.csv", newline="") as rows:
            pairs = [(row["a"], row["b"]) for row in csv.DictReader(rows)]
        if not pairs:
            raise NetworkError("data/contacts.csv is empty")
        return pairs
