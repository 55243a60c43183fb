"""What can be wrong with one file, in words its owner can act on."""


class IngestError(Exception):
    """Base of the errors that concern one file; the others of a run go on."""


class UnsupportedFormat(IngestError):
    """No reader reads files of this kind."""


class UnreadableFile(IngestError):
    """The file cannot be opened, or its bytes are not what they should be."""


class EmptyDocument(IngestError):
    """The file holds no words."""


class ImageOnly(IngestError):
    """The file holds pictures of pages and no words; text recognition would be needed."""


class NeedsPassword(IngestError):
    """The file is locked, and none of the passwords given opens it."""


class TooLarge(IngestError):
    """Reading the file would cost more than the limits allow."""
