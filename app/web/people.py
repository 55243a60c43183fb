"""Who asks: a person is a random name in a signed cookie, until there is a sign-in."""

import os
import secrets
from http.cookies import CookieError, SimpleCookie
from pathlib import Path

from itsdangerous import BadSignature, URLSafeSerializer

from app.web.asgi import AsgiApp, Message, Receive, Send

COOKIE = "citewell_person"
KEY_FILE = "cookies.key"
KEY_BYTES = 32
SECONDS_KEPT = 365 * 24 * 3600


class People:
    """Signs the names of people, and knows its own signature again."""

    def __init__(self, key: str) -> None:
        """Sign with a key; whoever knows it can be anybody."""
        self._signer = URLSafeSerializer(key, salt="citewell-person")

    def signed(self, person: str) -> str:
        """Return the cookie's value for a person."""
        return str(self._signer.dumps(person))

    def person_in(self, cookie: str | None) -> str | None:
        """Return whose cookie it is; None for none, or one that was not signed here.

        >>> people = People("a key")
        >>> people.person_in(people.signed("p1")), people.person_in("p1"), people.person_in(None)
        ('p1', None, None)
        """
        try:
            return str(self._signer.loads(cookie)) if cookie else None
        except BadSignature:
            return None


def people_of(data_dir: Path) -> People:
    """Return the people of a data folder, whose key is made there at the first time, readable by its owner alone.

    Raises:
        OSError: The key can be neither read nor written.
    """
    path = data_dir / KEY_FILE
    try:
        return People(path.read_text("ascii"))
    except FileNotFoundError:
        key = secrets.token_urlsafe(KEY_BYTES)
    draft = path.with_name(f"{KEY_FILE}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)  # of two processes that start at once, one makes the key of both
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return People(path.read_text("ascii"))


class PersonCookie:
    """ASGI middleware that notes in `scope["state"]` who asks (`person`, `is_known`), and gives newcomers a cookie."""

    def __init__(self, app: AsgiApp, people: People) -> None:
        self.app = app
        self.people = people

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass the request on with the person in its state."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        known = self.people.person_in(_cookie(scope))
        person = known or secrets.token_urlsafe(16)
        scope.setdefault("state", {}).update(person=person, is_known=known is not None)

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start" and known is None:
                header = (b"set-cookie", self._set_cookie(person, scope).encode("ascii"))
                message["headers"] = [*message.get("headers", []), header]
            await send(message)

        await self.app(scope, receive, send_with_cookie)

    def _set_cookie(self, person: str, scope: Message) -> str:
        path = scope.get("root_path") or "/"
        secure = "; Secure" if scope.get("scheme") == "https" else ""
        value = self.people.signed(person)
        return f"{COOKIE}={value}; Path={path}; Max-Age={SECONDS_KEPT}; HttpOnly; SameSite=Lax{secure}"


def _cookie(scope: Message) -> str | None:
    """The value of our cookie in the headers of a request."""
    for name, value in scope.get("headers", []):
        if name == b"cookie":
            try:
                found = SimpleCookie(value.decode("latin-1")).get(COOKIE)
            except CookieError:
                return None
            return found.value if found else None
    return None
