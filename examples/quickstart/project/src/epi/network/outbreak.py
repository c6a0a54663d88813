import random

from epi.network import ContactNetwork


class Spread:
    """A mixin: it brings simulate and nothing else."""

    def simulate(self, seed=1, steps=20):
        draw = random.Random(seed)
        infected = {self.index_case}
        for _ in range(steps):
            for a, b in self.contacts():
                if (a in infected) != (b in infected):
                    if draw.random() < self.parameters()["transmission"]:
                        infected |= {a, b}
        return infected


class Outbreak(Spread, ContactNetwork):
    """Spread over a contact network."""

    index_case = "ann"
