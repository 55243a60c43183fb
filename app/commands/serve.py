"""`citewell serve`: the page on one port."""

import socket
from contextlib import closing
from ipaddress import ip_address

from app.commands.opening import open_assistant
from app.commands.output import WrongUsage, say
from app.settings import Settings

EXAMPLES_SHOWN = 3


def serve(settings: Settings, host: str, port: int) -> int:
    """Serve the page until the process is told to stop; return 0. Say so where others can reach it.

    Raises:
        WrongUsage: The port is taken, or the address is not this machine's.
    """
    with listening(host, port) as listener, open_assistant(settings, serves=True) as (assistant, index):
        examples = assistant.example_questions(EXAMPLES_SHOWN)
        from app.web.server import serve as serve_web
        from app.web.site import open_site

        with closing(open_site(assistant, index, settings)) as site:
            if not is_this_machine_only(listener):
                say(open_to_all(settings))
            print(f"Citewell is at {address_of(host, listener)} (Ctrl-C stops it).")
            print("Questions to try:", *examples, sep="\n  ", flush=True)
            try:
                serve_web(site, listener)
            except KeyboardInterrupt:
                print("Stopped.")
    return 0


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens on the port, or on any free one for port 0.

    Whoever connects before the server is ready waits for it.

    Raises:
        WrongUsage: It cannot be listened on.
    """
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server((address[0], port), family=family)
    except OSError as error:
        raise WrongUsage(
            f"cannot listen on {host} port {port} ({error.strerror or error}); choose another with --port"
        ) from error


def is_this_machine_only(listener: socket.socket) -> bool:
    """Return whether nobody on another machine can reach what listens.

    >>> with listening("127.0.0.1", 0) as listener:
    ...     is_this_machine_only(listener)
    True
    """
    return ip_address(listener.getsockname()[0].partition("%")[0]).is_loopback


def open_to_all(settings: Settings) -> str:
    """Return what whoever reaches the server can do there."""
    powers = ["ask", "read every document"]
    if settings.uploads:
        powers.append("add, replace and delete documents")
    if settings.chat_model:
        powers.append("spend the chat model's tokens")
    listed = f"{', '.join(powers[:-1])} and {powers[-1]}"
    return (
        f"there is no sign-in yet, so anybody who reaches this address can {listed}. "
        "Keep it behind a firewall or a proxy with a sign-in, or leave out --host and CITEWELL_HOST."
    )


def address_of(host: str, listener: socket.socket) -> str:
    """Return the address to open in a browser on this machine.

    >>> with listening("0.0.0.0", 0) as listener:
    ...     address_of("0.0.0.0", listener).startswith("http://localhost:")
    True
    """
    name = "localhost" if host in {"0.0.0.0", "::"} else f"[{host}]" if ":" in host else host
    return f"http://{name}:{listener.getsockname()[1]}"
