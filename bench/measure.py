"""Runs programs that print JSON, in turns, and compares what they found and how long they took."""

import json
import math
import os
import statistics
import subprocess
import sys


def run_json(command, env=None):
    """What the program printed; whatever it says when it fails is shown."""
    words = [str(word) for word in command]
    done = subprocess.run(words, stdout=subprocess.PIPE, text=True, env={**os.environ, **(env or {})})
    if done.returncode:
        sys.exit(f"compare: {' '.join(words)} ended with status {done.returncode}")
    return json.loads(done.stdout)


def in_turns(programs, rounds):
    """A B C A B C …, so that a slow minute of the machine falls on all alike: {name: [result of each round]}."""
    results = {name: [] for name in programs}
    for number in range(rounds):
        for name, program in programs.items():
            print(f"\rround {number + 1} of {rounds}: {name:20}", end="", file=sys.stderr, flush=True)
            results[name].append(program(number))
    print(f"\r{'':50}\r", end="", file=sys.stderr)
    return results


def z_score(a, b):
    """How many standard errors lie between two estimates {mean, se}."""
    return (a["mean"] - b["mean"]) / math.hypot(a["se"], b["se"])


def spread(values):
    return {"median": statistics.median(values), "min": min(values), "max": max(values)}


def ratios(above, below):
    """Round by round, as neighbours in time are the most alike."""
    return spread([a / b for a, b in zip(above, below)])


def with_spread(value, digits=2):
    return f"{value['median']:.{digits}f} ({value['min']:.{digits}f} to {value['max']:.{digits}f})"


def table(rows):
    """Columns as wide as they need be, the first one to the left and the others to the right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = [row[0].ljust(widths[0])] + [cell.rjust(width) for cell, width in zip(row[1:], widths[1:])]
        print("  " + "   ".join(cells).rstrip())
