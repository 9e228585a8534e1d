"""Compares casus with its peers, on the reference model and on two pure event models.

First it checks that all find the same, within Monte Carlo error, and stops if not; then it measures them in
turns.

    cmake --preset bench && cmake --build --preset bench --target benchmarks
    /usr/bin/python3 bench/compare_peers.py build/bench/casus build/bench/bench [--json FILE]
"""

import argparse
import json
import math
import sys
import tempfile
from pathlib import Path

import measure

BENCH = Path(__file__).resolve().parent
STEPS = 156
LIMIT = 4  # standard errors that may lie between two programs

# Trajectories a thread: to check agreement, and in each round of measuring (about a second each).
TRAJECTORIES = {
    "casus": (40000, 20000),
    "scalar": (40000, 15000),
    "scalar_fast_math": (40000, 20000),
    "numba": (40000, 10000),
    "numpy": (40960, 20480),
    "simpy": (1500, 200),
}
EVENT_MODELS = {
    "birth_death": {"casus": 40000, "direct_method": 40000},
    "network": {"casus": 4000, "direct_method": 2000},
}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("casus", type=Path, help="the program")
    parser.add_argument("build", type=Path, help="the folder with the C++ peers")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--json", type=Path, help="write everything to this file too")
    return parser.parse_args()


def run_casus(program, scenario, trajectories, threads, seed):
    options = ["--trajectories", trajectories, "--threads", threads, "--seed", seed, "--json", "--quiet"]
    return measure.run_json([program, "run", BENCH / f"{scenario}.yaml", *options])


def casus_events(result):
    return sum(trigger["mean_count"] for trigger in result["triggers"].values())


def share(probability, count):
    return {"mean": probability, "se": math.sqrt(probability * (1 - probability) / count)}


def reference_numbers(result):
    """casus' JSON in the peers' form. It gives no error of the number of all events, so that is left open."""
    numbers = {"events": {"mean": casus_events(result), "se": None}}
    for ladder in ("l0", "l1"):
        numbers[f"rung4_{ladder}"] = share(result["ladders"][ladder]["occupancy"][-1][4], result["trajectories"])
        outcome = result["outcomes"][f"high{ladder[1]}"]
        numbers[f"high{ladder[1]}"] = {"mean": outcome["probability"], "se": outcome["se"]}
    return numbers


def reference_program(given, name, cache):
    """A function of (trajectories, seed) that runs one program on the reference model."""

    def casus(trajectories, seed):
        result = run_casus(given.casus, "reference", trajectories, given.threads, seed)
        seconds = result["performance"]["seconds"]
        return {"trajectories": trajectories, "seconds": seconds, "numbers": reference_numbers(result)}

    def peer(trajectories, seed):
        script = BENCH / "peers" / f"{name}_peer.py"
        command = [sys.executable, script] if script.exists() else [given.build / name]
        env = {"NUMBA_CACHE_DIR": cache, "PYTHONDONTWRITEBYTECODE": "1"}
        return measure.run_json([*command, trajectories, given.threads, seed], env)

    return casus if name == "casus" else peer


def with_error(number, count, other, other_count):
    """An error that is left open is the other's, for as many trajectories as were run."""
    if number["se"] is not None:
        return number
    return {"mean": number["mean"], "se": other["se"] * math.sqrt(other_count / count)}


def compare(peer, casus):
    """One row for each number: name, the peer's, the one it should be, and the errors between them."""
    expected = peer.get("expected")
    rows = []
    for name, number in peer["numbers"].items():
        if name not in casus["numbers"]:
            continue
        right = casus["numbers"][name]
        right = with_error(right, casus["trajectories"], number, peer["trajectories"])
        right = expected[name] if expected else right
        rows.append({"number": name, "peer": number, "right": right, "z": measure.z_score(number, right)})
    return rows


def show_agreement(name, rows, against):
    print(f"  {name}, against {against}:")
    for row in rows:
        found, right = row["peer"]["mean"], row["right"]["mean"]
        print(f"    {row['number']:11} {found:8.4g}  {right:8.4g}  z {row['z']:+.1f}")


def demand_agreement(name, rows):
    wrong = [row["number"] for row in rows if not abs(row["z"]) < LIMIT]
    if wrong or not rows:
        sys.exit(f"compare: {name} DISAGREES in {', '.join(wrong) or 'everything'}: nothing was measured")


def check(name, peer, casus):
    rows = compare(peer, casus)
    show_agreement(name, rows, "its own known values (weekly, biased)" if "expected" in peer else "casus")
    demand_agreement(name, rows)
    return rows


def check_reference(programs, threads):
    print("Agreement on the reference model")
    results = {}
    for seed, (name, program) in enumerate(programs.items(), start=11):
        results[name] = program(TRAJECTORIES[name][0] * threads, seed)
    casus = results.pop("casus")
    return {name: check(name, peer, casus) for name, peer in results.items()}


def step_nanoseconds(result, threads):
    return result["seconds"] * threads / (result["trajectories"] * STEPS) * 1e9


def time_reference(given, programs):
    """{name: ns a trajectory-step of each round}, the floor in both precisions among them."""
    turns = {
        name: lambda seed, name=name, program=program: program(TRAJECTORIES[name][1] * given.threads, 100 + seed)
        for name, program in programs.items()
    }
    turns["floor"] = lambda _: measure.run_json([given.build / "floor", 0.05, given.threads])
    results = measure.in_turns(turns, given.rounds)
    floors = results.pop("floor")
    times = {name: [step_nanoseconds(r, given.threads) for r in found] for name, found in results.items()}
    for precision in ("double", "single"):
        times[f"floor_{precision}"] = [floor[precision]["total"] for floor in floors]
    return times, floors


def floor_split(floors, precision):
    parts = floors[0][precision]["split"]
    return {part: measure.spread([floor[precision]["split"][part] for floor in floors]) for part in parts}


def summarize(times, floors):
    return {
        "nanoseconds": {name: measure.spread(values) for name, values in times.items()},
        "to_casus": {name: measure.ratios(values, times["casus"]) for name, values in times.items()},
        "casus_to_floor": {p: measure.ratios(times["casus"], times[f"floor_{p}"]) for p in ("double", "single")},
        "floor_has_avx512": floors[0]["avx512"],
        "floor_split": {precision: floor_split(floors, precision) for precision in ("double", "single")},
    }


def show_reference(summary, given):
    print(f"\nThe reference model, {given.threads} thread(s), medians of {given.rounds} rounds (least to most)")
    rows = [("", "ns a trajectory-step and thread", "time / casus' time")]
    for name, value in summary["nanoseconds"].items():
        rows.append((name, measure.with_spread(value), measure.with_spread(summary["to_casus"][name])))
    measure.table(rows)
    if not summary["floor_has_avx512"]:
        print("  The floor was built without AVX-512 and is no lower bound on this machine.")
    for precision, ratio in summary["casus_to_floor"].items():
        print(f"  casus / floor in {precision} precision: {measure.with_spread(ratio)}")
        split = summary["floor_split"][precision]
        parts = [f"{part} {measure.short(value['median'])}" for part, value in split.items()]
        print(f"    the floor's parts, each alone, ns: {', '.join(parts)}")


def event_programs(given, model):
    """Functions of (trajectories, seed) for casus and the direct method, in one form."""

    def casus(trajectories, seed):
        result = run_casus(given.casus, model, trajectories, given.threads, seed)
        values = result["outcomes"].values()
        numbers = {name: {"mean": v["mean"], "se": v["se"]} for name, v in zip(result["outcomes"], values)}
        numbers["events"] = {"mean": casus_events(result), "se": None}
        return {"trajectories": trajectories, "seconds": result["performance"]["seconds"], "numbers": numbers}

    def direct_method(trajectories, seed):
        return measure.run_json([given.build / "direct_method", model, trajectories, given.threads, seed])

    return {"casus": casus, "direct_method": direct_method}


def events_a_second(result, threads):
    return result["numbers"]["events"]["mean"] * result["trajectories"] / result["seconds"] / threads


def compare_event_model(given, model):
    sizes = {name: size * given.threads for name, size in EVENT_MODELS[model].items()}
    programs = event_programs(given, model)
    first = {name: program(sizes[name], 21 + i) for i, (name, program) in enumerate(programs.items())}
    agreement = check(model, first["direct_method"], first["casus"])
    turns = {name: lambda seed, n=name: programs[n](sizes[n], 200 + seed) for name in programs}
    rates = {
        name: [events_a_second(result, given.threads) for result in results]
        for name, results in measure.in_turns(turns, given.rounds).items()
    }
    return {
        "agreement": agreement,
        "events_a_second": {name: measure.spread(values) for name, values in rates.items()},
        "direct_method_to_casus": measure.ratios(rates["direct_method"], rates["casus"]),
    }


def show_event_models(found, given):
    print(f"\nPure event models, {given.threads} thread(s): million events a second and core")
    rows = [("", "casus", "direct method", "direct method / casus")]
    for model, result in found.items():
        millions = [{k: v / 1e6 for k, v in rate.items()} for rate in result["events_a_second"].values()]
        ratio = measure.with_spread(result["direct_method_to_casus"])
        rows.append((model, *(measure.with_spread(rate) for rate in millions), ratio))
    measure.table(rows)


def main():
    given = arguments()
    with tempfile.TemporaryDirectory() as cache:
        programs = {name: reference_program(given, name, cache) for name in TRAJECTORIES}
        agreement = check_reference(programs, given.threads)
        times, floors = time_reference(given, programs)
    summary = summarize(times, floors)
    show_reference(summary, given)
    print("\nAgreement on the pure event models")
    events = {model: compare_event_model(given, model) for model in EVENT_MODELS}
    show_event_models(events, given)
    if given.json:
        setting = {"threads": given.threads, "rounds": given.rounds}
        everything = {**setting, "agreement": agreement, "times": times, **summary, "event_models": events}
        given.json.write_text(json.dumps(everything, indent=1) + "\n")


if __name__ == "__main__":
    main()
