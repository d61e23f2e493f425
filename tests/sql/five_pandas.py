"""The five questions of sql_test.py, by pandas out of CSV: five_pandas.py FOLDER"""
import sys

import pandas


def show(name, counts):
    for key, value in counts.items():
        print(name, key, round(value, 4), sep="\t")


folder = sys.argv[1]
events = pandas.read_csv(f"{folder}/events.csv", dtype={"cameo": str, "date": str}, keep_default_na=False)
statements = pandas.read_csv(f"{folder}/statements.csv", keep_default_na=False)
show("types", events[(events.status == "actual") & (events.same_as == "")].groupby("event").size())
day = events.date.where(events.date != "", events.published)
month = day.str[:7].where(day.str.len() != 4, day + "-01")
show("months", events.groupby(month).event_scale.mean())
actors = events.assign(code=events.actor.str.split("|")).explode("code")
actors["code"] = actors.code.str.split(":").str[0]
show("actors", actors[actors.code != ""].groupby("code").id.nunique())
show("conflict", events[events.quad_code == 4].groupby("status").size())
sources = statements.assign(label=statements.source.str.split("|")).explode("label")
show("sources", sources[sources.label != ""].groupby("label").id.nunique())
