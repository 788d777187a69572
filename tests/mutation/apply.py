"""The faults of mutants.txt, for mutation.sh.

Usage: apply.py MUTANTS ROOT list            numbers and names
       apply.py MUTANTS ROOT apply NUMBER    puts fault NUMBER into the sources under ROOT; fails if the text is not there exactly once
"""
import pathlib
import sys


def read(path):
    """The faults, as dictionaries of the four parts."""
    faults = []
    for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines():
        if line[:2] == "= ":
            faults.append({"=": line[2:]})
        elif line[:2] in ("@ ", "- ", "+ "):
            faults[-1][line[0]] = line[2:]
    return faults


faults = read(sys.argv[1])
root = pathlib.Path(sys.argv[2])
if sys.argv[3] == "list":
    for number, fault in enumerate(faults, 1):
        print(f"{number:02} {fault['=']}")
else:
    fault = faults[int(sys.argv[4]) - 1]
    file = root / "generators" / "FastOpt.Generators" / fault["@"]
    text = file.read_text(encoding="utf-8")
    found = text.count(fault["-"])
    if found != 1:
        sys.exit(f"{fault['@']} has the text {found} times: {fault['-']}")
    file.write_text(text.replace(fault["-"], fault["+"]), encoding="utf-8")
