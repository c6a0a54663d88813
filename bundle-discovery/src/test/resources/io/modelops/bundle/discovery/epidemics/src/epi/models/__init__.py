from .sir import *
from .network import Network
