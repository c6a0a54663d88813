from epi import SIR


class North(SIR): ...
