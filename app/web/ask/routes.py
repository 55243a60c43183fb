"""A person's conversation as a file to keep."""

from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.responses import PlainTextResponse, Response

from app.history.errors import HistoryError, UnknownConversation
from app.history.export import conversation_markdown
from app.web.ask.sidebar import ZONE_COOKIE, zone_named
from app.web.site import Site


def add_ask_routes(app: FastAPI, site: Site) -> None:
    """Add `/conversations/ID.md`: a conversation of the person who asks, as Markdown; 404 for any other."""

    @app.get("/conversations/{id}.md")
    def conversation(request: Request, id: str) -> Response:
        person = request.state.person
        try:
            found = site.history.conversation(person, id)
            exchanges = site.history.exchanges(person, id)
        except UnknownConversation as error:
            return PlainTextResponse(str(error), 404)
        except HistoryError as error:
            return PlainTextResponse(str(error), 503)
        zone = zone_named(request.cookies.get(ZONE_COOKIE, ""))
        name = quote(f"{_file_name(found.title)}.md", safe="")
        headers = {
            "content-disposition": f"attachment; filename=\"conversation.md\"; filename*=UTF-8''{name}",
            "cache-control": "no-store",
        }
        return Response(conversation_markdown(found, exchanges, zone), 200, headers, "text/markdown")


def _file_name(title: str) -> str:
    """Return the title without what a file's name cannot hold.

    >>> _file_name('Who: "leads"/it?')
    'Who leads it'
    """
    kept = "".join(" " if character in '\\/:*?"<>|' or ord(character) < 32 else character for character in title)
    return " ".join(kept.split()).strip(". ") or "Conversation"
