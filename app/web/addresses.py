"""The address of each place; all of them show the same page, which opens at that place."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.web.asgi import AsgiApp, Message, Receive, Send


@dataclass(frozen=True, slots=True)
class Place:
    """One of the places of the page."""

    name: str  # of its elements, and its path where it is not the first
    title: str

    @property
    def path(self) -> str:
        """The path of its address; the first place has none."""
        return "" if self.name == "ask" else self.name


ASK = Place("ask", "Ask")
SEARCH = Place("search", "Search")
LIBRARY = Place("library", "Library")
LEARN = Place("learn", "Learn")
INSIGHTS = Place("insights", "Insights")
PLACES = (ASK, SEARCH, LIBRARY, LEARN, INSIGHTS)


class PlaceAddresses:
    """ASGI middleware that answers the address of every place with the page at the root."""

    def __init__(self, app: AsgiApp, places: Mapping[str, Place]) -> None:
        self.app = app
        self.paths = frozenset(f"/{place.path}" for place in places.values() if place.path)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass the request on, that for a place as one for the page."""
        if scope["type"] == "http" and _path(scope) in self.paths:
            root = scope.get("root_path", "")
            scope = {**scope, "path": f"{root}/", "raw_path": f"{root}/".encode()}
        await self.app(scope, receive, send)


def _path(scope: Message) -> str:
    """The path below the one that the server is mounted under."""
    return str(scope["path"]).removeprefix(scope.get("root_path", ""))
