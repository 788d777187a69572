"""Records tables as Python's csv module writes them, with their cells. Writes tables.json beside it."""
import csv
import io
import json
import os
import random

random.seed(11)
pieces = ["a", "7", "-0.5", "x y", ",", ";", "\t", "\"", "\"\"", "\n", "\r\n", "ü", "漢", "", "'", "#", "\\", "|", "end"]


def cell():
    text = "".join(random.choice(pieces) for _ in range(random.randint(0, 4)))
    return text.strip()


tables = []
for delimiter in ",;\t":
    for ending in ["\n", "\r\n"]:
        for quoting in [csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]:
            for columns in [1, 2, 5]:
                rows = [[f"column {i}{delimiter if i == 2 else ''}" for i in range(columns)]]
                rows += [[cell() for _ in range(columns)] for _ in range(6)]
                stream = io.StringIO()
                csv.writer(stream, delimiter=delimiter, lineterminator=ending, quoting=quoting).writerows(rows)
                tables.append({"separator": delimiter, "text": stream.getvalue(), "cells": rows})
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "tables.json"), "w", newline="\n") as file:
    json.dump({"tables": tables}, file, indent=None, separators=(",", ":"))
    file.write("\n")
