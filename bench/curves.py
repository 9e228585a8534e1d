"""How the cost of casus grows with the work, each curve with a fitted number that says how near to linear it is.

Times are of one thread, without what a run costs before its first step, and the least of some made in turns.

    /usr/bin/python3 bench/curves.py build/bench/casus build/bench/bench [--json FILE]
"""

import argparse
import json
import tempfile
from pathlib import Path

import numpy as np

import generated
import measure

TRAJECTORIES = (10_000, 30_000, 100_000, 300_000)
STEPS = (52, 104, 208, 416, 624)
WEIGHTS = (1, 2, 4, 8, 12)
RATES = (0.25, 0.5, 1, 2, 4)
USUAL = 10_000  # trajectories of the other curves
LARGE = 2_000
SAMPLES = 40_000  # trajectories a round: shorter runs are repeated, as a quiet moment is likelier to hold one


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("casus", type=Path, help="the program")
    parser.add_argument("build", type=Path, help="the folder with the floor")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path, help="write everything to this file too")
    return parser.parse_args()


def points():
    """{(curve, x): (scenario, trajectories)} of all that is measured."""
    reference = generated.reference()
    return {
        **{("trajectories", n): (reference, n) for n in TRAJECTORIES},
        **{("steps", n): (generated.reference(steps=n), USUAL) for n in STEPS},
        **{("weights", n): (generated.with_weights(n), USUAL) for n in WEIGHTS},
        **{("events", factor): (generated.reference(rates=factor), USUAL) for factor in RATES},
        ("large", "reference"): (reference, USUAL),
        ("large", "large"): (generated.large(), LARGE),
    }


def bench(program, file, trajectories):
    repetitions = min(4, max(1, SAMPLES // trajectories))
    options = ["--trajectories", trajectories, "--threads", 1, "--repetitions", repetitions, "--json", "--quiet"]
    entries = measure.run_json([program, "bench", file, *options])["benchmarks"]
    return [entry for entry in entries if entry["run_type"] == "iteration"]


def best(rounds):
    """The fastest repetition's figures, of a trajectory and of a trajectory-step."""
    results = [repetition for repetitions in rounds for repetition in repetitions]
    fastest = min(results, key=lambda result: result["real_time"])
    return {
        "ns": fastest["real_time"],
        "ns_a_step": fastest["ns_per_step"],
        "events": fastest["events_per_second"] * fastest["real_time"] * 1e-9,
        "megabytes": min(result["peak_bytes"] for result in results) / 1e6,
        "slowest_to_fastest": max(result["real_time"] for result in results) / fastest["real_time"],
    }


def measured(given, work):
    """{(curve, x): figures}, and the floor's parts."""
    with tempfile.TemporaryDirectory() as folder:
        turns = {
            key: lambda _, file=generated.write(scenario, folder, "_".join(map(str, key))), n=count: bench(
                given.casus, file, n
            )
            for key, (scenario, count) in work.items()
        }
        turns["floor", "floor"] = lambda _: measure.run_json([given.build / "floor", 0.05, 1])["double"]["split"]
        results = measure.in_turns(turns, given.rounds)
    splits = results.pop(("floor", "floor"))
    floor = {part: min(split[part] for split in splits) for part in splits[0]}
    return {key: best(found) for key, found in results.items()}, floor


def exponent(x, y):
    """Of the power of x to which y is proportional, by least squares on the logarithms."""
    return float(np.polyfit(np.log(x), np.log(y), 1)[0])


def line(x, y):
    """Slope and value at 0 by least squares, and how far the worst point lies from it, relative to itself."""
    slope, start = np.polyfit(x, y, 1)
    worst = np.max(np.abs(np.polyval((slope, start), x) / y - 1))
    return {"slope": float(slope), "start": float(start), "worst": float(worst)}


def markdown(header, rows):
    cells = [[str(cell) for cell in row] for row in (header, *rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(header))]
    for number, row in enumerate(cells):
        print("| " + " | ".join(cell.rjust(width) for cell, width in zip(row, widths)) + " |")
        if number == 0:
            print("|" + "|".join("-" * (width + 1) + ":" for width in widths) + "|")
    print()


def curve(figures, name):
    """Its x, and its figures in their order."""
    found = {x: value for (curve_name, x), value in figures.items() if curve_name == name}
    return np.array(list(found)), list(found.values())


def show_trajectories(figures):
    x, found = curve(figures, "trajectories")
    seconds = [n * value["ns"] * 1e-9 for n, value in zip(x, found)]
    memory = line(x, np.array([value["megabytes"] for value in found]))
    print("### Trajectories (reference model, 156 steps)\n")
    markdown(
        ("trajectories", "ns a trajectory", "peak MB"),
        [(f"{n:,}", f"{v['ns']:,.0f}", f"{v['megabytes']:.1f}") for n, v in zip(x, found)],
    )
    power = exponent(x, seconds)
    print(f"Time grows with the trajectories to the power {power:.3f}; memory by {memory['slope'] * 1e6:.2f} bytes")
    print("a trajectory.\n")
    return {"exponent": power, "bytes_a_trajectory": memory["slope"] * 1e6}


def show_steps(figures):
    x, found = curve(figures, "steps")
    print("### Steps (reference model, the horizon grows)\n")
    rows = [(n, f"{v['ns']:,.0f}", f"{v['ns_a_step']:.1f}", f"{v['megabytes']:.1f}") for n, v in zip(x, found)]
    markdown(("steps", "ns a trajectory", "ns a trajectory-step", "peak MB"), rows)
    power = exponent(x, [value["ns"] for value in found])
    print(f"Time grows with the steps to the power {power:.3f}.\n")
    return {"exponent": power}


def show_weights(figures):
    x, found = curve(figures, "weights")
    weights = 30 * x
    fit = line(weights, np.array([value["ns_a_step"] for value in found]))
    print("### Weights (12 drivers, 30 triggers without effects)\n")
    markdown(
        ("non-zero weights", "ns a trajectory", "ns a trajectory-step"),
        [(n, f"{v['ns']:,.0f}", f"{v['ns_a_step']:.1f}") for n, v in zip(weights, found)],
    )
    print(f"A trajectory-step takes {fit['start']:.1f} ns and {fit['slope']:.3f} ns a weight; the worst point lies")
    print(f"{fit['worst']:.1%} off this line.\n")
    return fit


def show_events(figures):
    _, found = curve(figures, "events")
    events = np.array([value["events"] for value in found])
    fit = line(events, np.array([value["ns"] for value in found]))
    print("### Events (reference model, triggers less and more frequent)\n")
    markdown(
        ("events a trajectory", "ns a trajectory"), [(f"{n:.1f}", f"{v['ns']:,.0f}") for n, v in zip(events, found)]
    )
    print(f"A trajectory takes {fit['start']:,.0f} ns and {fit['slope']:.0f} ns an event; the worst point lies")
    print(f"{fit['worst']:.1%} off this line.\n")
    return fit


def arithmetic(scenario, events_a_step):
    """How often a trajectory-step does what the floor (peers/floor.cpp) times, by the floor's parts."""
    groups, weights = generated.groups(scenario), generated.clocks(scenario)
    factors = sum(size * (size + 1) // 2 for size in groups)
    return {
        "normals": sum(groups),
        "product": len(scenario["drivers"]) + factors + sum(map(len, weights)),
        "exponentials": len(weights),
        "rundown": len(weights),
        "draws": events_a_step,
    }


def quantities(scenario):
    return len(scenario["drivers"]) + len(generated.clocks(scenario))


def compare_large(figures, floor, work):
    """casus' cost of the large model over that of the reference model, against the same ratio of the arithmetic."""
    scenarios = {name: work["large", name][0] for name in ("reference", "large")}
    found = {name: figures["large", name] for name in scenarios}
    counts = {
        name: arithmetic(scenario, found[name]["events"] / 156) for name, scenario in scenarios.items()
    }
    unit = {part: floor[part] / counts["reference"][part] for part in floor}
    needed = {name: sum(unit[part] * count for part, count in counts[name].items()) for name in counts}
    casus = {name: found[name]["ns_a_step"] for name in scenarios}
    return {
        "counts": counts,
        "floor_ns": needed,
        "casus_ns": casus,
        "ns_a_quantity": {name: casus[name] / quantities(scenario) for name, scenario in scenarios.items()},
        "casus_ratio": casus["large"] / casus["reference"],
        "floor_ratio": needed["large"] / needed["reference"],
        "events": {name: value["events"] for name, value in found.items()},
        "megabytes": {name: value["megabytes"] for name, value in found.items()},
    }


def show_large(result):
    print("### Size (1,000 triggers of 3 weights and one effect, 200 drivers correlated in tens)\n")
    names = {"normals": "normals", "product": "product terms", "exponentials": "exponentials", "draws": "events"}
    rows = [(names[part], *(result["counts"][name][part] for name in ("reference", "large"))) for part in names]
    rows = [(name, a, b, b / a) for name, a, b in rows]
    labels = {"floor_ns": "floor, ns", "casus_ns": "casus, ns", "ns_a_quantity": "casus, ns a clock or driver"}
    for key, label in labels.items():
        a, b = result[key]["reference"], result[key]["large"]
        rows.append((label, a, b, b / a))
    shown = [(name, *(f"{value:,.4g}" for value in values)) for name, *values in rows]
    markdown(("of a trajectory-step", "reference", "large", "ratio"), shown)
    proportion = result["casus_ratio"] / result["floor_ratio"]
    verdict = "within" if proportion <= 2 else "NOT within"
    print("The floor is the sum of its parts, each measured on the reference model and multiplied by how often the")
    print(f"large model does it. casus' cost grows {result['casus_ratio']:.1f} times, the floor's")
    print(f"{result['floor_ratio']:.1f} times: the one {proportion:.2f} times the other, {verdict} twice the floor's proportion.")
    print(f"The large model's peak is {result['megabytes']['large']:.0f} MB.\n")


def main():
    given = arguments()
    work = points()
    figures, floor = measured(given, work)
    fits = {
        "trajectories": show_trajectories(figures),
        "steps": show_steps(figures),
        "weights": show_weights(figures),
        "events": show_events(figures),
    }
    large = compare_large(figures, floor, work)
    show_large(large)
    if given.json:
        listed = [{"curve": name, "x": x, **value} for (name, x), value in figures.items()]
        everything = {"rounds": given.rounds, "points": listed, "fits": fits, "large": large, "floor": floor}
        given.json.write_text(json.dumps(everything, indent=1) + "\n")


if __name__ == "__main__":
    main()
