"""The directory of facilitateurs and the routing of a marché to one of them."""

from generator.facilitateurs.directory import Directory, Structure
from generator.facilitateurs.routing import Routing, route

__all__ = ["Directory", "Routing", "Structure", "route"]
