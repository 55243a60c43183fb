"""What keeps a chat model from being opened; each message is one line that says what to do."""


class ChatModelUnavailable(Exception):
    """The chat model that the settings name cannot be used."""


class SecretsFileError(Exception):
    """The secrets file cannot be read, or may be read by others, or has a line that is no NAME=VALUE."""
