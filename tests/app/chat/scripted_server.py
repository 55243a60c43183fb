"""A real chat model server on loopback that answers by a script, in the language of the address that is asked.

    with ScriptedServer() as server:
        server.script = [status(500), reply("The fee ", "is 25.")]
        model = open_chat_model("openai:scripted", server.url)

Each request takes the next item of the script; the last item answers all further requests. An item may also be a
function from the request to an item, for models that use what they are given.
"""

import json
import socket
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Literal

from tests.app.chat.dialects import DIALECTS, Dialect, openai_chunk, openai_usage

PAUSE = "\0pause"  # as a piece of a reply: waits until `server.go_on` is set, or the client leaves


@dataclass(frozen=True)
class Item:
    """One answer of the server."""

    pieces: tuple[str, ...] = ()
    status: int = 200
    error: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    then: Literal["finish", "hang", "cut", "no_finish"] = "finish"
    finish_reason: str = "stop"
    counts: bool = True  # whether the server says how many tokens were used
    raw: bytes | None = None  # sent in place of the stream


@dataclass(frozen=True)
class Asked:
    """One request as the server got it."""

    headers: dict[str, str]  # by name in small letters
    body: dict

    @property
    def messages(self) -> list[dict]:
        return self.body["messages"]

    @property
    def text(self) -> str:
        """All messages, one after the other."""
        return "\n\n".join(message["content"] for message in self.messages)


Script = Item | Callable[[Asked], Item]


def reply(*pieces: str, finish_reason: str = "stop", counts: bool = True) -> Item:
    """A reply in pieces; PAUSE among them waits."""
    return Item(pieces, finish_reason=finish_reason, counts=counts)


def words(text: str) -> Item:
    """A reply that comes word by word."""
    return Item(tuple(f"{word} " for word in text.split(" ")))


def status(code: int, error: str = "scripted error", **headers: str) -> Item:
    """An error; `Retry_After="2"` sends that header."""
    return Item(status=code, error=error, headers={name.replace("_", "-"): value for name, value in headers.items()})


def hang(*pieces: str) -> Item:
    """Silence after the pieces; with none, not even the head of a response."""
    return Item(pieces, then="hang")


def cut(*pieces: str) -> Item:
    """The connection is broken after the pieces."""
    return Item(pieces, then="cut")


def unfinished(*pieces: str) -> Item:
    """A stream that ends in good order, but without saying that the reply is whole."""
    return Item(pieces, then="no_finish")


def garbage(raw: bytes = b'data: {"choices": [\xff\xfe <<<\n\n') -> Item:
    """Bytes that are no reply."""
    return Item(raw=raw)


def refusal(*pieces: str) -> Item:
    """A reply that the server's own rules end."""
    return Item(pieces, finish_reason="content_filter")


def without_schema(item: Item) -> Callable[[Asked], Item]:
    """The item, but an error where a JSON schema is asked for."""
    return lambda asked: status(400, "response_format is not supported") if "response_format" in asked.body else item


class ScriptedServer:
    """The server; what it got is in `requests`, and who left before the end in `disconnects`."""

    def __init__(self, script: Sequence[Script] = (Item(("Scripted.",)),)) -> None:
        self.script: Sequence[Script] = list(script)
        self.requests: list[Asked] = []
        self.other_paths: list[str] = []  # asked for, though no language of chat models knows them
        self.go_on = threading.Event()
        self._disconnected = threading.Semaphore(0)
        self._connections: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_for(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})

    def __enter__(self) -> "ScriptedServer":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.go_on.set()
        self._server.shutdown()
        with self._lock:
            for connection in self._connections:
                _shut(connection)
        self._server.server_close()
        self._thread.join()

    @property
    def port(self) -> int:
        return self._server.server_address[1]

    @property
    def url(self) -> str:
        """The base address, as CITEWELL_CHAT_URL takes it."""
        return f"http://127.0.0.1:{self.port}/v1"

    def saw_disconnect(self, seconds: float = 5) -> bool:
        """Whether a client left before its reply was over; waits for it. Each one is told once."""
        return self._disconnected.acquire(timeout=seconds)

    def next_item(self, asked: Asked) -> Item:
        with self._lock:
            item = self.script[min(len(self.requests), len(self.script) - 1)]
            self.requests.append(asked)
        return item(asked) if callable(item) else item

    def connected(self, connection: socket.socket) -> None:
        with self._lock:
            self._connections.add(connection)

    def disconnected(self) -> None:
        self._disconnected.release()


def _handler_for(scripted: ScriptedServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self) -> None:
            super().setup()
            scripted.connected(self.connection)

        def handle(self) -> None:
            with suppress(ConnectionError):
                super().handle()

        def do_GET(self) -> None:
            self._send_json(200, {"object": "list", "data": [{"id": "scripted", "object": "model"}]})

        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            if self.path.partition("?")[0] not in DIALECTS:
                scripted.other_paths.append(self.path)
                return self._send_json(404, {"error": {"message": "no such path"}})
            body = json.loads(content)
            headers = {name.lower(): value for name, value in self.headers.items()}
            item = scripted.next_item(Asked(headers, body))
            try:
                self._answer(item, body)
            except ConnectionError:
                scripted.disconnected()
                self.close_connection = True
            return None

        def _answer(self, item: Item, body: dict) -> None:
            if item.then == "hang" and not item.pieces:
                self._wait_for_disconnect()
            elif item.then == "cut" and not item.pieces:
                self._cut()
            elif item.status != 200:
                error = {"message": item.error, "code": item.status, "type": "scripted"}
                self._send_json(item.status, {"error": error}, item.headers)
            elif item.raw is not None:
                self._start_stream(item.headers, DIALECTS["/v1/chat/completions"])
                self._send_bytes(item.raw)
                self._end_stream()
            elif body.get("stream"):
                self._stream(item, body)
            else:
                self._send_json(200, _completion(item), item.headers)

        def _stream(self, item: Item, body: dict) -> None:
            dialect = DIALECTS[self.path.partition("?")[0]]
            self._start_stream(item.headers, dialect)
            self._send_bytes(dialect.start)
            for piece in item.pieces:
                if piece == PAUSE:
                    self._pause()
                else:
                    self._send_bytes(dialect.piece(piece))
            if item.then == "hang":
                return self._wait_for_disconnect()
            if item.then == "cut":
                return self._cut()
            if item.then == "finish":
                is_counted = item.counts and body.get("stream_options", {"include_usage": True})["include_usage"]
                self._send_bytes(dialect.end(item.finish_reason, len(item.pieces) if is_counted else None))
            return self._end_stream()

        def _pause(self) -> None:
            """Wait for `go_on`, but notice when the client leaves meanwhile."""
            self.connection.settimeout(0.02)
            try:
                while not scripted.go_on.is_set():
                    try:
                        if not self.connection.recv(1, socket.MSG_PEEK):
                            raise ConnectionAbortedError
                    except TimeoutError:
                        continue
            finally:
                self.connection.settimeout(None)

        def _wait_for_disconnect(self) -> None:
            if not self.connection.recv(1):
                raise ConnectionAbortedError

        def _cut(self) -> None:
            self.close_connection = True
            _shut(self.connection)

        def _start_stream(self, headers: dict[str, str], dialect: Dialect) -> None:
            self.send_response(200)
            self._send_headers(headers | {"Content-Type": dialect.content_type, "Transfer-Encoding": "chunked"})

        def _send_bytes(self, content: bytes) -> None:
            """Send one chunk of the response."""
            if content:
                self.wfile.write(f"{len(content):x}\r\n".encode() + content + b"\r\n")
                self.wfile.flush()

        def _end_stream(self) -> None:
            self.wfile.write(b"0\r\n\r\n")

        def _send_json(self, code: int, body: dict, headers: dict[str, str] | None = None) -> None:
            content = json.dumps(body).encode()
            self.send_response(code)
            self._send_headers(
                (headers or {}) | {"Content-Type": "application/json", "Content-Length": str(len(content))}
            )
            self.wfile.write(content)

        def _send_headers(self, headers: dict[str, str]) -> None:
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Print nothing."""

    return Handler


def _completion(item: Item) -> dict:
    message = {"role": "assistant", "content": "".join(item.pieces)}
    choices = [{"index": 0, "message": message, "finish_reason": item.finish_reason}]
    return openai_chunk(choices, usage=openai_usage(len(item.pieces))) | {"object": "chat.completion"}


def _shut(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        connection.close()
