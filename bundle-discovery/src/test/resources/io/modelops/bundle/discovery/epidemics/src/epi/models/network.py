import epi
from epi.gone import missing


class Network(epi.SIR):
    class Settings(epi.base.Simulates):
        """Inherits what the protocol implements."""

    parameters = epi.Seeded.parameters


class Frozen(Network):
    simulate = None
