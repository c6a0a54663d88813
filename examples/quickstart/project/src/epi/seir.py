from epi.sir import SIR as ClosedPopulation


class SEIR(ClosedPopulation):
    """Adds an exposed compartment to SIR; simulate comes from the base of its base."""

    def parameters(self):
        return {**super().parameters(), "sigma": 0.2}

    def start(self):
        return {**super().start(), "E": 0}

    def step(self, state):
        p = self.parameters()
        exposures = p["beta"] * state["S"] * state["I"] / p["population"]
        onsets = p["sigma"] * state["E"]
        recoveries = p["gamma"] * state["I"]
        return {
            "S": state["S"] - exposures,
            "E": state["E"] + exposures - onsets,
            "I": state["I"] + onsets - recoveries,
            "R": state["R"] + recoveries,
        }
