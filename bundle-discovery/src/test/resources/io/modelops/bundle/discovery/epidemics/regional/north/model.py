from epi import SIR


class North(SIR):
    def parameters(self): ...
