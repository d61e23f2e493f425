"""The five questions of sql_test.py, by pyarrow out of Arrow: five_pyarrow.py FOLDER"""
import sys

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.ipc


def show(name, table):
    """The key is the last column of what group_by gives, or the first, as versions of pyarrow have it."""
    key = next(n for n in table.column_names if n.startswith("key"))
    value = next(n for n in table.column_names if n != key)
    for k, v in zip(table[key].to_pylist(), table[value].to_pylist()):
        print(name, k if k is not None else "", round(v, 4), sep="\t")


def counted(name, table, column, kind="count"):
    show(name, table.rename_columns({column: "key"}).group_by("key").aggregate([("id", kind)]))


def exploded(table, column):
    lists = pc.split_pattern(table[column].combine_chunks(), "|")
    return pa.table({"id": pc.take(table["id"].combine_chunks(), pc.list_parent_indices(lists)), "part": pc.list_flatten(lists)})


folder = sys.argv[1]
events = pyarrow.ipc.open_stream(f"{folder}/events.arrow").read_all()
statements = pyarrow.ipc.open_stream(f"{folder}/statements.arrow").read_all()
counted("types", events.filter(pc.and_(pc.equal(events["status"], "actual"), pc.is_null(events["same_as"]))).select(["id", "event"]), "event")
months = pa.table({"key": pc.strftime(events["day"], "%Y-%m"), "score": events["event_scale"]})
show("months", months.group_by("key").aggregate([("score", "mean")]))
counted("actors", exploded(events, "actor_code"), "part", "count_distinct")
counted("conflict", events.filter(pc.equal(events["quad_code"], 4)).select(["id", "status"]), "status")
counted("sources", exploded(statements, "source"), "part", "count_distinct")
