"""The reference model as arrays, for every peer.

Reads bench/reference.yaml and works out what a step of one week needs. Imported by the Python peers;
`model.py --header FILE` writes the same arrays as C++ for the others. Time is in days, a year 365.25 of them.
"""

import argparse
import re
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import yaml

DAYS = {"day": 1.0, "week": 7.0, "month": 365.25 / 12, "year": 365.25}
REFERENCE = Path(__file__).resolve().parent.parent / "reference.yaml"
HIGH_RUNG = 4


def duration(text):
    number, unit = text.split()
    return float(number) * DAYS[unit.rstrip("s")]


def rate_per_day(text):
    number, unit = re.fullmatch(r"(\S+) per (\w+)", text).groups()
    return float(number) / DAYS[unit]


def correlation_matrix(entries, names):
    matrix = np.eye(len(names))
    for a, b, value in entries:
        i, j = names.index(a), names.index(b)
        matrix[i, j] = matrix[j, i] = value
    return matrix


def transition(drivers, correlations, step):
    """Factor of decay and Cholesky factor of the noise over one step: exact for correlated OU drivers."""
    names = list(drivers)
    theta = np.array([np.log(2) / duration(d["half_life"]) for d in drivers.values()])
    sigma = np.array([d.get("volatility", 0.0) for d in drivers.values()]) / np.sqrt(DAYS["year"])
    noisy = np.flatnonzero(sigma)
    assert list(noisy) == list(range(len(noisy))), "drivers with noise come first"
    both = theta[:, None] + theta[None, :]
    shared = np.outer(sigma, sigma) * correlation_matrix(correlations, names)
    covariance = shared * -np.expm1(-both * step) / both
    return np.exp(-theta * step), np.linalg.cholesky(covariance[np.ix_(noisy, noisy)])


def by_driver(rows, names):
    """A dense table, a row an item and a column a driver, from the file's {driver: number}."""
    table = np.zeros((len(rows), len(names)))
    for row, entries in zip(table, rows):
        for name, value in entries.items():
            row[names.index(name)] = value
    return table


def ladder_rates(ladder):
    """Rates up and down from each rung; 0 where there is no further rung."""
    rungs = ladder["rungs"]
    rates = {"up": np.zeros(len(rungs)), "down": np.zeros(len(rungs))}
    for move, text in ladder["steps"].items():
        here, there = (rungs.index(name) for name in move.split(" -> "))
        rates["up" if there > here else "down"][here] = rate_per_day(text["rate"])
    return rates["up"], rates["down"]


def load(path=REFERENCE):
    scenario = yaml.safe_load(Path(path).read_text())
    drivers, triggers, ladders = scenario["drivers"], scenario["triggers"], scenario["ladders"]
    names = list(drivers)
    assert all(d["start"] == d["mean"] == 0 for d in drivers.values()), "all drivers rest at 0"
    step = duration(scenario["step"])
    decay, noise = transition(drivers, scenario["correlations"], step)
    rates = [ladder_rates(ladder) for ladder in ladders.values()]
    return SimpleNamespace(
        step=step,
        steps=round(duration(scenario["horizon"]) / step),
        decay=decay,
        noise=noise,
        rate=np.array([rate_per_day(t["rate"]) for t in triggers.values()]),
        weights=by_driver([t.get("weights", {}) for t in triggers.values()], names),
        effects=by_driver([t["effects"][0]["add"] for t in triggers.values()], names),
        up_rate=np.array([up for up, _ in rates]),
        down_rate=np.array([down for _, down in rates]),
        up_weights=by_driver([ladder["up"]["weights"] for ladder in ladders.values()], names),
        down_weights=by_driver([ladder["down"]["weights"] for ladder in ladders.values()], names),
    )


def sparse(table):
    """The table's entries that are not zero, row after row: (begin of each row, column, value).

    Columns are unsigned, which spares Numba a look whether an index is negative.
    """
    rows, columns = np.nonzero(table)
    return np.searchsorted(rows, np.arange(len(table) + 1)), columns.astype(np.uint32), table[rows, columns]


def cpp_array(name, values):
    values = np.asarray(values)
    whole = values.dtype.kind in "iu"
    shape = "".join(f"[{n}]" for n in values.shape)
    items = ", ".join(str(v) if whole else repr(float(v)) for v in values.ravel())
    return f"inline constexpr {'int' if whole else 'double'} {name}{shape} = {{{items}}};\n"


def cpp_sparse(name, table):
    parts = zip(("begin", "index", "value"), sparse(table))
    return "".join(cpp_array(f"{name}_{part}", values) for part, values in parts)


def header(model):
    """Clocks are the triggers, then each ladder's way up, then each ladder's way down."""
    clocks = np.vstack([model.weights, model.up_weights, model.down_weights])
    sizes = {
        "steps": model.steps,
        "drivers": len(model.decay),
        "noisy": len(model.noise),
        "triggers": len(model.rate),
        "ladders": len(model.up_rate),
        "clocks": len(clocks),
        "rungs": model.up_rate.shape[1],
        "high_rung": HIGH_RUNG,
    }
    text = "// The reference model, written by bench/peers/model.py.\n#pragma once\n\nnamespace model {\n"
    text += "".join(f"inline constexpr int {name} = {value};\n" for name, value in sizes.items())
    text += f"inline constexpr double step = {model.step!r};\n"
    for name in ("decay", "rate", "up_rate", "down_rate"):
        text += cpp_array(name, getattr(model, name))
    text += cpp_array("noise", model.noise.ravel())
    text += cpp_sparse("weight", clocks)
    text += cpp_sparse("effect", model.effects)
    return text + "} // namespace model\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--header", required=True, help="the C++ header to write")
    Path(parser.parse_args().header).write_text(header(load()))


if __name__ == "__main__":
    main()
