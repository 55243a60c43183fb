"""What can go wrong with the index or its models, each with what to do about it."""


class RetrieverError(Exception):
    """Base of the errors a person can act on; the message says how."""


class IndexMissing(RetrieverError):
    """There is no index in the data folder."""


class IndexLocked(RetrieverError):
    """Another process is writing to the index."""


class IndexDamaged(RetrieverError):
    """The index's files cannot be read, or contradict one another."""


class ModelMismatch(RetrieverError):
    """The index was built with other settings than these."""


class UnknownDocument(RetrieverError):
    """No document of that name is in the index."""


class ModelUnavailable(RetrieverError):
    """The embedding model cannot be found, or its weights are not the expected ones."""
