"""What all compartment models share."""

from abc import ABC, abstractmethod


class CompartmentModel(ABC):
    """Integrates compartments over time, one day a step."""

    days = 120

    @abstractmethod
    def parameters(self):
        return {"population": 1_000_000, "infected": 10}

    def simulate(self, seed=1):
        state = self.start()
        series = [state]
        for _ in range(self.days):
            state = self.step(state)
            series.append(state)
        return series

    @abstractmethod
    def start(self): ...

    @abstractmethod
    def step(self, state): ...
