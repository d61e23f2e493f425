"""What read() says of pieces that it passes over."""
import warnings


class ReadWarning(UserWarning):
    """A piece of a file could not be read, or not in full; the message begins with path and line."""


def warn(message: str) -> bool:
    warnings.warn(message, ReadWarning, stacklevel=2)
    return True
