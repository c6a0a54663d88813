from epi import SIR, Simulates
from ext.core import Model as ExternalModel

try:
    import fast
except ImportError:

    class Solver(SIR): ...

else:

    class Solver(SIR):
        def simulate(self): return fast.solve(self)


class External(ExternalModel):
    def parameters(self): ...


class Complete(ExternalModel):
    simulate = staticmethod(len)
    parameters: object = dict


def make(scale):
    class Scaled(SIR):
        scale = 1

    return Scaled


class Twisted(object, SIR): ...


class Half:
    parameters: dict
    def simulate(self): ...
