#!/usr/bin/python3
"""Writes the table of claims in scenarios/README.md, or with --check says what is wrong with it.

A part encodes a claim by listing its id under `sources:`. Wrong are a claim that no part of the baseline encodes, or
none of its kind; an id that the catalogue does not have; a claim that expectations.yaml leaves out; a stale table.
"""
import argparse
import difflib
import sys
from pathlib import Path

import yaml

SCENARIOS = Path(__file__).resolve().parent.parent / "scenarios"
BEGIN, END = "<!-- claims: made by scripts/claims.py -->", "<!-- end of claims -->"
DOCUMENTS = {
    "S0": "Insider on the leaked Pentagon papers, April 2023",
    "S1": "RFE/RL, interview on RUSI's cache of contracts",
    "S2": "CNAS, Russia-China Defense Cooperation, 2023",
    "S3": "Asia Business Daily on the leaked FSB draft, June 2025",
}
# What a claim of each kind must be encoded as, in at least one place; the other kinds may be anything.
ENCODED_AS = {
    "trigger": {"trigger", "category"},
    "driver": {"driver"},
    "mark": {"category"},
    "rung": {"rung"},
    "lever": {"trigger", "driver"},
    "coupling": {"parameter", "driver", "trigger", "category", "effect", "ladder", "step"},
    "start": {"driver", "ladder", "rung"},
    "constraint": {"parameter", "driver", "trigger", "effect", "ladder", "step"},
    "outcome": {"outcome"},
}
SECTIONS = {"parameters": "parameter", "drivers": "driver", "triggers": "trigger", "ladders": "ladder",
            "outcomes": "outcome"}


def load(path):
    return yaml.safe_load(path.read_text())


def sources(part):
    ids = part.get("sources", []) if isinstance(part, dict) else []
    return [ids] if isinstance(ids, str) else ids


def inner_parts(kind, name, part):
    """(kind, label, map) of the parts within a trigger or a ladder that may have sources of their own."""
    for mark, categories in part.get("marks", {}).items():
        for category, value in categories.items():
            yield "category", f"`{name}`, {mark} `{category}`", value
    for rung in part.get("rungs", []):
        for rung_name, value in rung.items() if isinstance(rung, dict) else ():
            yield "rung", f"rung `{rung_name}`", value
    for step, value in part.get("steps", {}).items():
        yield "step", f"step `{step}`", value
    lists = [part.get("effects", []), *part.get("on_enter", {}).values(), *part.get("on_leave", {}).values()]
    for effect in (effect for effects in lists for effect in effects):
        yield "effect", f"an effect of `{name}`", effect


def parts(document):
    """(kind, label, map) of every part of a scenario file."""
    for section, kind in SECTIONS.items():
        for name, part in document.get(section, {}).items():
            if isinstance(part, dict):
                yield kind, f"{kind} `{name}`", part
                yield from inner_parts(kind, name, part)


def baseline_documents():
    baseline = load(SCENARIOS / "baseline.yaml")
    return [load(SCENARIOS / part) for part in baseline["include"]] + [baseline]


def encodings():
    """claim → [(kind, label)] in the baseline, in the order of its files."""
    found = {}
    for document in baseline_documents():
        for kind, label, part in parts(document):
            for claim in sources(part):
                if (kind, label) not in found.setdefault(claim, []):
                    found[claim].append((kind, label))
    return found


def whatifs():
    """claim → [file name] of the what-ifs that name it."""
    found = {}
    for path in sorted((SCENARIOS / "whatifs").glob("*.yaml")):
        for claim in sources(load(path)):
            found.setdefault(claim, []).append(path.stem)
    return found


def catalogue():
    return {claim: entry for claims in load(SCENARIOS / "catalogue.yaml").values() for claim, entry in claims.items()}


def encoding_mistakes(claims, encoded, questions):
    for claim in sorted((encoded.keys() | questions.keys()) - claims.keys()):
        where = [label for _, label in encoded.get(claim, [])] + questions.get(claim, [])
        yield f"{claim} is no claim of the catalogue: {', '.join(where)} must name another, or none"
    for claim, entry in claims.items():
        kinds = {kind for kind, _ in encoded.get(claim, [])}
        wanted = ENCODED_AS[entry["kind"]]
        if not kinds:
            yield f"{claim} is encoded nowhere in the baseline: let a part list it under 'sources'"
        elif not kinds & wanted:
            yield f"{claim} is a {entry['kind']}, but only {', '.join(sorted(kinds))} encode it: encode it as " + \
                " or ".join(sorted(wanted))


def expectation_mistakes(claims, questions):
    document = load(SCENARIOS / "expectations.yaml")
    expected = {claim: row["whatif"] for row in document["expectations"] for claim in row["claims"]}
    settled = expected.keys() | document["without_direction"].keys()
    for claim in sorted(settled - claims.keys()):
        yield f"{claim} in expectations.yaml is no claim of the catalogue"
    for claim in sorted(claims.keys() - settled):
        yield f"{claim} has no line in expectations.yaml: expect something of it, or say why it has no direction"
    for claim in sorted(expected.keys() & document["without_direction"].keys()):
        yield f"{claim} stands twice in expectations.yaml, with and without a direction"
    for row in document["expectations"]:
        for claim in row["claims"]:
            if row["whatif"] not in questions.get(claim, []):
                yield f"{row['whatif']}.yaml is expected to show {claim}, but does not list it under 'sources'"


def table(claims, encoded, questions):
    lines = []
    for document, title in DOCUMENTS.items():
        lines += [f"### {document}: {title}", "", "| claim | says | encoded in | what-ifs |", "|---|---|---|---|"]
        for claim, entry in claims.items():
            if claim.startswith(document):
                places = ", ".join(label for _, label in encoded.get(claim, []))
                asked = ", ".join(f"`{name}`" for name in questions.get(claim, []))
                lines.append(f"| {claim} | {entry['says']} | {places} | {asked} |")
        lines.append("")
    return "\n".join(lines)


def with_table(text, made):
    before, rest = text.split(BEGIN)
    return before + BEGIN + "\n\n" + made + "\n" + END + rest.split(END)[1]


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--check", action="store_true", help="change nothing; fail where the table is stale")
    check = options.parse_args().check
    claims, encoded, questions = catalogue(), encodings(), whatifs()
    mistakes = [*encoding_mistakes(claims, encoded, questions), *expectation_mistakes(claims, questions)]
    readme = SCENARIOS / "README.md"
    old = readme.read_text()
    new = with_table(old, table(claims, encoded, questions))
    if check and new != old:
        mistakes.append("the table in scenarios/README.md is stale: run scripts/claims.py")
        mistakes += difflib.unified_diff(old.splitlines(), new.splitlines(), "README.md", "made anew", n=0, lineterm="")
    elif new != old:
        readme.write_text(new)
    print("\n".join(mistakes), end="\n" if mistakes else "", file=sys.stderr)
    return 1 if mistakes else 0


sys.exit(main())
