"""The five questions of sql_test.py, by polars out of Arrow: five_polars.py FOLDER"""
import sys

import polars as pl


def show(name, table):
    for key, value in table.iter_rows():
        print(name, key if key is not None else "", round(value, 4), sep="\t")


folder = sys.argv[1]
events = pl.read_ipc_stream(f"{folder}/events.arrow")
statements = pl.read_ipc_stream(f"{folder}/statements.arrow")
show("types", events.filter((pl.col("status") == "actual") & pl.col("same_as").is_null()).group_by("event").len())
show("months", events.group_by(pl.col("day").dt.strftime("%Y-%m")).agg(pl.col("event_scale").mean()))
actors = events.select("id", pl.col("actor_code").str.split("|").alias("code")).explode("code").drop_nulls()
show("actors", actors.group_by("code").agg(pl.col("id").n_unique()))
show("conflict", events.filter(pl.col("quad_code") == 4).group_by("status").len())
sources = statements.select("id", pl.col("source").str.split("|").alias("label")).explode("label").drop_nulls()
show("sources", sources.group_by("label").agg(pl.col("id").n_unique()))
