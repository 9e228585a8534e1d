"""Scenarios of any size, as dictionaries that YAML can be made of."""

import random
from pathlib import Path

import yaml

REFERENCE = Path(__file__).resolve().parent / "reference.yaml"
RATE_OF_REFERENCE = (0.19, 1.5)  # per year, of its triggers


def reference(steps=156, rates=1):
    """The reference model for so many weeks, its triggers so many times as frequent, with effects so much smaller, as
    it would explode otherwise."""
    scenario = yaml.safe_load(REFERENCE.read_text())
    scenario["horizon"] = f"{steps} weeks"
    for trigger in scenario["triggers"].values():
        trigger["rate"] = f"{float(trigger['rate'].split()[0]) * rates!r} per year"
        added = trigger["effects"][0]["add"]
        added.update({name: amount / rates for name, amount in added.items()})
    return scenario


def with_weights(each):
    """The reference's drivers and thirty triggers, of so many weights each, that change nothing."""
    scenario = reference()
    names = list(scenario["drivers"])[:12]
    for number, trigger in enumerate(scenario["triggers"].values()):
        del trigger["effects"]
        trigger["weights"] = {names[(number + k) % len(names)]: 0.05 for k in range(each)}
    del scenario["ladders"], scenario["drivers"]["p0"], scenario["drivers"]["p1"]
    scenario["outcomes"] = {"often": {"when": "count(t0) > 3"}}
    return scenario


def correlated(names, chance):
    """Correlations of one common factor, which are positive definite whatever the loadings."""
    loading = {name: chance.choice((-1, 1)) * chance.uniform(0.3, 0.8) for name in names}
    pairs = [(a, b) for i, a in enumerate(names) for b in names[:i]]
    return [[a, b, round(loading[a] * loading[b], 6)] for a, b in pairs]


def large_driver(chance):
    half_life, volatility = chance.uniform(12, 42), chance.uniform(0.3, 0.75)
    return {"start": 0, "mean": 0, "half_life": f"{half_life:.2f} weeks", "volatility": round(volatility, 4)}


def large_trigger(drivers, weights, chance):
    weighted = {name: round(chance.gauss(0, 0.4), 4) for name in chance.sample(drivers, weights)}
    effect = {chance.choice(drivers): round(chance.choice((-1, 1)) * chance.uniform(0.05, 0.25), 4)}
    rate = chance.uniform(*RATE_OF_REFERENCE)
    return {"rate": f"{rate:.4f} per year", "weights": weighted, "effects": [{"add": effect}]}


def large(triggers=1000, drivers=200, weights=3, group=10):
    """Many triggers, each with few weights and one effect; drivers correlated in groups."""
    chance = random.Random(1)
    names = [f"d{i}" for i in range(drivers)]
    groups = [names[i : i + group] for i in range(0, drivers, group)]
    return {
        "casus": 1,
        "name": "large",
        "start": "2023-01-01",
        "horizon": "156 weeks",
        "step": "1 week",
        "drivers": {name: large_driver(chance) for name in names},
        "correlations": [entry for members in groups for entry in correlated(members, chance)],
        "triggers": {f"t{i}": large_trigger(names, weights, chance) for i in range(triggers)},
        "outcomes": {"often": {"when": "count(t0) > 3"}},
    }


def groups(scenario):
    """The sizes of the groups in which drivers with noise are correlated."""
    group = {name: {name} for name, driver in scenario["drivers"].items() if "volatility" in driver}
    for a, b, _ in scenario.get("correlations", []):
        if group[a] is not group[b]:
            joined = group[a] | group[b]
            group.update(dict.fromkeys(joined, joined))
    return [len(members) for members in {id(members): members for members in group.values()}.values()]


def clocks(scenario):
    """The weights of every clock: the triggers, then each ladder's ways up and down."""
    ladders = scenario.get("ladders", {}).values()
    return [t.get("weights", {}) for t in scenario["triggers"].values()] + [
        ladder[way].get("weights", {}) for ladder in ladders for way in ("up", "down")
    ]


def write(scenario, folder, name):
    file = Path(folder) / f"{name}.yaml"
    file.write_text(yaml.safe_dump(scenario, sort_keys=False))
    return file
