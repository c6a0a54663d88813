"""An SIR epidemic: susceptible people are infected by infectious ones, who recover.

Plain Python, so it runs wherever Python does: ``python -m models.example``.
"""


class SIRModel:
    """Susceptible, infectious, recovered: one well-mixed population, in steps of a day."""

    def parameters(self):
        """The parameters and their default values."""
        return {
            "population": 1000,
            "infectious": 10,
            "beta": 0.3,
            "gamma": 0.1,
            "days": 160,
        }

    def simulate(self, parameters=None):
        """Run the model; returns one record for each day.

        ``beta`` is the number of contacts that infect, for each infectious person and day, where
        everybody is susceptible; ``gamma`` is the share of the infectious that recovers in a day.
        """
        p = {**self.parameters(), **(parameters or {})}
        population = p["population"]
        s, i, r = population - p["infectious"], p["infectious"], 0
        days = []
        for day in range(p["days"] + 1):
            days.append({"day": day, "susceptible": s, "infectious": i, "recovered": r})
            infected = min(s, p["beta"] * s * i / population)
            recovered = p["gamma"] * i
            s, i, r = s - infected, i + infected - recovered, r + recovered
        return days


if __name__ == "__main__":
    peak = max(SIRModel().simulate(), key=lambda day: day["infectious"])
    print(f"peak on day {peak['day']}: {peak['infectious']:.0f} infectious")
