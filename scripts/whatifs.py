#!/usr/bin/python3
"""Runs the library and writes the table of what-ifs in scenarios/README.md: scripts/whatifs.py build/release/casus

Each what-if is compared with what expectations.yaml holds it against, and the outcomes named there are shown,
by default of the run that the tests hold to them.
"""
import argparse
import json
import subprocess
from pathlib import Path

import yaml

SCENARIOS = Path(__file__).resolve().parent.parent / "scenarios"
BEGIN, END = "<!-- what-ifs: made by scripts/whatifs.py -->", "<!-- end of what-ifs -->"


def load(path):
    return yaml.safe_load(path.read_text())


def file_of(whatif):
    return SCENARIOS / "whatifs" / f"{whatif}.yaml" if whatif else SCENARIOS / "baseline.yaml"


def asked():
    """what-if → [(against, outcome)], each once, in the order of expectations.yaml."""
    rows = {}
    for line in load(SCENARIOS / "expectations.yaml")["expectations"]:
        question = (line.get("against", ""), line["outcome"])
        if question not in rows.setdefault(line["whatif"], []):
            rows[line["whatif"]].append(question)
    return rows


def compared(casus, options, rows):
    """(against, what-if) → (differences by outcome, kind of each outcome)."""
    found = {}
    for against in dict.fromkeys(base for questions in rows.values() for base, _ in questions):
        whatifs = [name for name, questions in rows.items() if any(base == against for base, _ in questions)]
        files = [file_of(against), *map(file_of, whatifs)]
        command = [casus, "compare", *files, "--json", "--quiet", *options]
        result = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
        kinds = {name: outcome["kind"] for name, outcome in result["baseline"]["outcomes"].items()}
        for name in whatifs:
            found[against, name] = result["differences"][f"{name}.yaml"], kinds
    return found


def told(against, outcome, differences, kinds):
    difference, (low, high) = differences[outcome]["difference"], differences[outcome]["ci95"]
    scale, unit, digits = (100, " points", 1) if kinds[outcome] == "event" else (1, "", 3)
    numbers = f"{scale * difference:+.{digits}f}{unit} ({scale * low:+.{digits}f} to {scale * high:+.{digits}f})"
    return f"`{outcome}` {numbers}" + (f" against `{against}`" if against else "")


def table(rows, found):
    lines = ["| what-if | asks | and then |", "|---|---|---|"]
    for name, questions in rows.items():
        answers = [told(against, outcome, *found[against, name]) for against, outcome in questions]
        lines.append(f"| `{name}` | {load(file_of(name))['title']} | {'; '.join(answers)} |")
    return "\n".join(lines)


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("casus")
    options.add_argument("--trajectories", default="12000")
    options.add_argument("--worlds", default="120")
    given = options.parse_args()
    rows = asked()
    sizes = ["--trajectories", given.trajectories, "--worlds", given.worlds]
    made = table(rows, compared(given.casus, sizes, rows))
    readme = SCENARIOS / "README.md"
    before, rest = readme.read_text().split(BEGIN)
    readme.write_text(f"{before}{BEGIN}\n\n{made}\n\n{END}{rest.split(END)[1]}")


main()
