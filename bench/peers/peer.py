"""What the Python peers share: the command line TRAJECTORIES THREADS SEED, estimates, and the JSON they print."""

import argparse
import json
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np


def arguments(description):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("trajectories", type=int)
    parser.add_argument("threads", type=int)
    parser.add_argument("seed", type=int)
    return parser.parse_args()


def estimate(values):
    values = np.asarray(values, dtype=float)
    return {"mean": values.mean(), "se": values.std(ddof=1) / np.sqrt(len(values))}


def numbers(events, rungs, highest, high):
    """The numbers compared, from each trajectory's events, last rungs and highest rungs."""
    result = {"events": estimate(events)}
    for ladder in range(rungs.shape[1]):
        result[f"rung4_l{ladder}"] = estimate(rungs[:, ladder] == high)
        result[f"high{ladder}"] = estimate(highest[:, ladder] >= high)
    return result


def parallel(work, items, threads):
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(work, items))


def timed(work):
    start = time.perf_counter()
    result = work()
    return result, time.perf_counter() - start


def show(name, given, seconds, found, expected=None):
    """`expected` is for a peer with a known bias: what its numbers should be."""
    report = {
        "peer": name,
        "trajectories": given.trajectories,
        "threads": given.threads,
        "seconds": seconds,
        "numbers": found,
    }
    if expected:
        report["expected"] = {key: {"mean": mean, "se": se} for key, (mean, se) in expected.items()}
    print(json.dumps(report))
