"""Who asks over HTTP."""

from fastapi import Request


def asker(request: Request) -> str:
    """Return who asks: a person by their cookie, else a program by the address that it asks from."""
    if request.state.is_known:
        return str(request.state.person)
    return f"address {request.client.host if request.client else 'unknown'}"
