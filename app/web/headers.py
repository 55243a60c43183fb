"""Response headers that keep the page to this server: the browser itself refuses every other address."""

from app.web.asgi import AsgiApp, Message, Receive, Send

# Gradio's own page needs inline and evaluated scripts; nothing needs another host.
PAGE_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'self'"
)
# A document's own page shows text only.
SOURCE_POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"


class LocalOnlyHeaders:
    """ASGI middleware that adds the security headers a response does not have yet."""

    def __init__(self, app: AsgiApp) -> None:
        self.app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass the request on and complete the headers of its response."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = _completed(list(message.get("headers", [])))
            await send(message)

        await self.app(scope, receive, send_with_headers)


def _completed(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    present = {name.lower() for name, _ in headers}
    defaults = {
        b"content-security-policy": PAGE_POLICY,
        b"x-content-type-options": "nosniff",
        b"referrer-policy": "no-referrer",
    }
    return headers + [(name, value.encode()) for name, value in defaults.items() if name not in present]
