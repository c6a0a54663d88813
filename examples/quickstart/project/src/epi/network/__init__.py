from .contacts import ContactNetwork
from .outbreak import Outbreak
