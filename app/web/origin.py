"""Keeps pages of other sites from using, in a visitor's browser, what is meant for programs."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from app.web.api.problem import Problem, problem_response
from app.web.asgi import AsgiApp, Message, Receive, Send

# Below these paths, nothing is meant for pages of other sites.
GUARDED = ("/api/", "/v1/", "/mcp")
FOREIGN = "This address answers programs and this server's own pages, not pages of other sites."
DEFAULT_PORTS = (":80", ":443")


class OwnPagesOnly:
    """ASGI middleware that refuses what a browser sends for a page of another site.

    Browsers name that site in `Origin`, which must be the host that the request was sent to, or was before a proxy
    passed it on. Programs that are no browsers send no `Origin`.
    """

    def __init__(self, app: AsgiApp) -> None:
        self.app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        app = self.app
        if scope["type"] == "http":
            path = str(scope["path"]).removeprefix(scope.get("root_path", ""))
            if path.startswith(GUARDED) and _is_foreign(scope["headers"]):
                app = problem_response(Problem(403, "Foreign page", FOREIGN), path)
        await app(scope, receive, send)


def _is_foreign(headers: Iterable[tuple[bytes, bytes]]) -> bool:
    """Whether the headers name an origin that is not this server.

    >>> _is_foreign([(b"host", b"localhost:7860"), (b"origin", b"http://localhost:7860")])
    False
    >>> _is_foreign([(b"host", b"localhost:7860"), (b"origin", b"https://example.org")])
    True
    """
    named = {name.lower(): value.decode("latin-1") for name, value in headers}
    origin = named.get(b"origin")
    if origin is None:
        return False
    # A page can send this header to another site only where that site agrees, which this one never does.
    passed_on = named.get(b"x-forwarded-host", "").split(",")[0]
    ours = {_host(named.get(b"host", "")), _host(passed_on)} - {""}
    return _host(urlsplit(origin).netloc) not in ours


def _host(name: str) -> str:
    host = name.strip().lower()
    for port in DEFAULT_PORTS:
        host = host.removesuffix(port)
    return host
