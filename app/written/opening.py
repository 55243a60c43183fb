"""Puts a writer together from the settings."""

from typing import TYPE_CHECKING

from app.settings import Settings

if TYPE_CHECKING:
    from app.written.writer import Writer


def make_writer(settings: Settings) -> "Writer | None":
    """Return what writes answers; None where the settings name no chat model.

    Raises:
        ChatModelUnavailable: The chat model that they name cannot be used.
    """
    if settings.chat_model is None:
        return None
    from app.chat.model import open_chat_model
    from app.checking.claim_checker import ClaimChecker
    from app.written.writer import Writer
    from retriever.support import SupportReader

    # Servers of one's own that speak OpenAI's protocol mostly keep to a schema; one that refuses it is asked without.
    is_own_server = settings.chat_url is not None and settings.chat_model.startswith("openai:")
    schema = settings.chat_schema if settings.chat_schema is not None else is_own_server or None
    chat = open_chat_model(settings.chat_model, settings.chat_url, settings.chat_key, settings.chat_context, schema)
    checker = ClaimChecker(SupportReader())
    return Writer(chat, checker, settings.chat_seconds, makes_questions_whole=settings.chat_follow_ups)
