"""What each lever of accuracy is worth: the variance of an answer times the processor time that it took, without
the lever over with it (more than 1: the lever pays), on one thread.

    /usr/bin/python3 bench/levers.py build/bench/casus [--scenario FILE] [--trajectories N] [--rounds N] [--json FILE]
"""

import argparse
import json
import math
import statistics
from pathlib import Path

import measure

#: What a run is told to do without; the first of them goes without nothing.
LEVERS = {
    "all": [],
    "no control variates": ["--plain"],
    "1,000 worlds": ["--worlds", 1000],
    "neither": ["--plain", "--worlds", 1000],
}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("casus", type=Path, help="the program")
    parser.add_argument("--scenario", default="scenarios/baseline.yaml")
    parser.add_argument("--trajectories", type=int, default=40_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path, help="write everything to this file too")
    return parser.parse_args()


def costs(given, options, seed):
    """{outcome: variance times seconds} of one run."""
    words = ["--trajectories", given.trajectories, "--threads", 1, "--seed", seed, "--json", "--quiet", *options]
    seconds, result = measure.timed_json([given.casus, "run", given.scenario, *words])
    return {name: outcome["se"] ** 2 * seconds for name, outcome in result["outcomes"].items() if outcome.get("se")}


def geometric_mean(numbers):
    return math.exp(statistics.mean(map(math.log, numbers)))


def main():
    given = arguments()
    turns = {
        lever: lambda seed, options=options: costs(given, options, seed + 1) for lever, options in LEVERS.items()
    }
    rounds = measure.in_turns(turns, given.rounds)
    of = {
        lever: {name: statistics.median(done[name] for done in results) for name in results[0]}
        for lever, results in rounds.items()
    }
    names = [name for name in of["all"] if all(name in each for each in of.values())]
    ratios = {lever: {name: of[lever][name] / of["all"][name] for name in names} for lever in LEVERS if lever != "all"}
    print(f"{given.scenario}, {given.trajectories:,} trajectories, {given.rounds} rounds: cost over that with all levers")
    rows = [["", *ratios]]
    rows += [[name, *(f"{each[name]:.2f}" for each in ratios.values())] for name in names]
    rows.append(["geometric mean", *(f"{geometric_mean(each.values()):.2f}" for each in ratios.values())])
    measure.table(rows)
    if given.json:
        given.json.write_text(json.dumps({"scenario": given.scenario, "costs": of, "ratios": ratios}, indent=1) + "\n")


if __name__ == "__main__":
    main()
