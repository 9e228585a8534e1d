"""Runs programs that print JSON, in turns, and compares what they found and how long they took."""

import json
import math
import os
import resource
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


def timed_json(command):
    """The processor time that the program took, all its threads together, and what it printed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    result = run_json(command)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, result


def in_turns(programs, rounds):
    """A B C A B C …, so that a slow minute of the machine falls on all alike: {name: [result of each round]}."""
    results = {name: [] for name in programs}
    for number in range(rounds):
        for name, program in programs.items():
            show_progress(f"round {number + 1} of {rounds}: {name}")
            results[name].append(program(number))
    show_progress("")
    return results


def show_progress(text):
    if sys.stderr.isatty():
        print(f"\r{text:50}\r", end="", file=sys.stderr, flush=True)


def z_score(a, b):
    """How many standard errors lie between two estimates {mean, se}."""
    return (a["mean"] - b["mean"]) / math.hypot(a["se"], b["se"])


def spread(values):
    return {"median": statistics.median(values), "min": min(values), "max": max(values)}


def ratios(above, below):
    """Round by round, as neighbours in time are the most alike."""
    return spread([a / b for a, b in zip(above, below)])


def short(number):
    return f"{number:.3g}" if abs(number) < 1000 else f"{number:,.0f}"


def with_spread(value):
    return f"{short(value['median'])} ({short(value['min'])} to {short(value['max'])})"


def table(rows):
    """Columns as wide as they need be, the first one to the left and the others to the right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = [row[0].ljust(widths[0])] + [cell.rjust(width) for cell, width in zip(row[1:], widths[1:])]
        print("  " + "   ".join(cells).rstrip())
