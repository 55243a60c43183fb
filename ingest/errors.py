"""What can be wrong with one file, in words its owner can act on."""


class IngestError(Exception):
    """Base of the errors that concern one file; the others of a run go on."""


class UnsupportedFormat(IngestError):
    """No loader reads files of this kind."""


class UnreadableFile(IngestError):
    """The file cannot be opened, or its bytes are not text."""


class EmptyDocument(IngestError):
    """The file holds no words."""
