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

    chat = open_chat_model(
        settings.chat_model, settings.chat_url, settings.chat_key, settings.chat_context, settings.chat_schema
    )
    checker = ClaimChecker(SupportReader())
    return Writer(chat, checker, settings.chat_seconds, makes_questions_whole=settings.chat_follow_ups)
