"""What stands in the place of a document that could not be coded."""
import typing


class Failure(typing.NamedTuple):
    """Comes from code_many(errors="return") in the place of a Result."""

    id: str | None
    """The document's id; None where what was given is no document."""
    document: object
    """What was given."""
    error: Exception
    """What code() would have raised."""
