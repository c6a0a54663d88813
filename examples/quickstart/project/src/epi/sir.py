from .base import CompartmentModel


class SIR(CompartmentModel):
    """Susceptible, infected, recovered."""

    def parameters(self):
        return {**super().parameters(), "beta": 0.3, "gamma": 0.1}

    def start(self):
        p = self.parameters()
        return {"S": p["population"] - p["infected"], "I": p["infected"], "R": 0}

    def step(self, state):
        p = self.parameters()
        infections = p["beta"] * state["S"] * state["I"] / p["population"]
        recoveries = p["gamma"] * state["I"]
        return {
            "S": state["S"] - infections,
            "I": state["I"] + infections - recoveries,
            "R": state["R"] + recoveries,
        }
