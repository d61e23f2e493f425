"""Statements and events out of political news in Japanese and English.

    import seimei

    coder = seimei.Coder()
    result = coder.code("ロシアのプーチン大統領は4日、中国の習近平国家主席と会談した。", published="2022-02-05")
    for event in result.events:
        print(event.event, [a.label for a in event.actor], event.trigger.span)

Records have the fields of the record contract (docs/formats/records.md) as attributes; offsets are indexes into the str
that was given. docs/python.md goes through everything.
"""
import atexit as _atexit
import os as _os

from . import _seimei
from ._failure import Failure
from ._seimei import (Actor, Coder, Coding, Document, Error, Event, Place, Quantity, Query, Reading, Records, Result,
                      Sentence, Statement, Store, Table, Words, __version__, events_table, open_store, read,
                      statements_table)
from ._warning import ReadWarning

__all__ = ["Actor", "Coder", "Coding", "Document", "Error", "Event", "Failure", "Place", "Quantity", "Query",
           "ReadWarning", "Reading", "Records", "Result", "Sentence", "Statement", "Store", "Table", "Words",
           "__version__", "events_table", "open_store", "read", "statements_table"]

_DATA = _os.path.join(_os.path.dirname(_os.path.abspath(__file__)), "data")


def _brought(name: str) -> str | None:
    """The path of what the package brings with it, or None."""
    path = _os.path.join(_DATA, name)
    return path if _os.path.exists(path) else None


_seimei._set_data(_brought("seimei.pack"), _brought("ipadic-utf8"))
_atexit.register(_seimei._end)
if hasattr(_os, "register_at_fork"):
    _os.register_at_fork(after_in_child=_seimei._after_fork)
