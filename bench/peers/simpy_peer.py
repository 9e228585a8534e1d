"""The reference model in SimPy, exact within the step.

Intensities change with every event, so a process a trigger would have to be interrupted all the time. The usual
way out is one process that waits for the next event at the total intensity and another that moves the drivers
each week and interrupts the first one's wait, which is drawn anew (the exponential has no memory). Plain Python
lists and math, which for a single trajectory are faster than small NumPy arrays.
"""

import math
import random
from concurrent.futures import ProcessPoolExecutor
from itertools import accumulate

import numpy as np
import simpy

import model
import peer


class Plan:
    """The model as Python lists."""

    def __init__(self, m):
        clocks = np.vstack([m.weights, m.up_weights, m.down_weights])
        self.steps, self.step = m.steps, m.step
        self.decay, self.rate = m.decay.tolist(), m.rate.tolist()
        self.up_rate, self.down_rate = m.up_rate.tolist(), m.down_rate.tolist()
        self.noise = [row[: i + 1].tolist() for i, row in enumerate(m.noise)]
        self.weights = self.rows(clocks)
        self.effects = self.rows(m.effects)
        exponents = m.effects @ clocks.T
        self.factors = [[(j, math.exp(value)) for j, value in row] for row in self.rows(exponents)]

    @staticmethod
    def rows(table):
        return [[(int(k), float(row[k])) for k in np.flatnonzero(row)] for row in table]


class Trajectory:
    def __init__(self, plan, rng):
        self.plan, self.rng = plan, rng
        self.triggers, self.ladders = len(plan.rate), len(plan.up_rate)
        self.x = [0.0] * len(plan.decay)
        self.rung, self.highest = [0] * self.ladders, [0] * self.ladders
        self.events = 0
        self.set_intensities()
        self.env = simpy.Environment()
        self.next_event = self.env.process(self.events_happen())
        self.env.process(self.weeks_pass())

    def run(self):
        self.env.run(until=self.plan.steps * self.plan.step)
        return self.events, self.rung, self.highest

    def events_happen(self):
        while True:
            total = sum(self.intensity)
            try:
                yield self.env.timeout(self.rng.expovariate(total))
            except simpy.Interrupt:
                continue
            self.fire(self.rng.choices(range(len(self.intensity)), cum_weights=list(accumulate(self.intensity)))[0])

    def weeks_pass(self):
        while True:
            yield self.env.timeout(self.plan.step)
            self.move_drivers()
            self.set_intensities()
            self.next_event.interrupt()

    def set_intensities(self):
        x, plan = self.x, self.plan
        self.relative = [math.exp(sum([w * x[k] for k, w in row])) for row in plan.weights]
        self.intensity = [r * e for r, e in zip(plan.rate, self.relative)] + [0.0] * 2 * self.ladders
        for ladder in range(self.ladders):
            self.set_ladder(ladder)

    def set_ladder(self, ladder):
        up, down, rung = self.triggers + ladder, self.triggers + self.ladders + ladder, self.rung[ladder]
        self.intensity[up] = self.plan.up_rate[ladder][rung] * self.relative[up]
        self.intensity[down] = self.plan.down_rate[ladder][rung] * self.relative[down]

    def fire(self, clock):
        if clock < self.triggers:
            self.happen(clock)
        else:
            self.move(*reversed(divmod(clock - self.triggers, self.ladders)))

    def happen(self, trigger):
        self.events += 1
        for driver, change in self.plan.effects[trigger]:
            self.x[driver] += change
        for clock, factor in self.plan.factors[trigger]:
            self.intensity[clock] *= factor
            self.relative[clock] *= factor

    def move(self, ladder, downwards):
        self.rung[ladder] += -1 if downwards else 1
        self.highest[ladder] = max(self.highest[ladder], self.rung[ladder])
        self.set_ladder(ladder)

    def move_drivers(self):
        gauss, x = self.rng.gauss, self.x
        z = [gauss(0, 1) for _ in self.plan.noise]
        for i, factor in enumerate(self.plan.decay):
            x[i] *= factor
        for i, row in enumerate(self.plan.noise):
            x[i] += sum([a * b for a, b in zip(row, z)])


def simulate(plan, trajectories, seed):
    rng = random.Random(seed)
    return [Trajectory(plan, rng).run() for _ in range(trajectories)]


def run(plan, given):
    """A process each "thread": SimPy holds the interpreter's lock throughout."""
    shares = [len(range(t, given.trajectories, given.threads)) for t in range(given.threads)]
    seeds = [f"{given.seed}/{t}" for t in range(given.threads)]
    if given.threads == 1:
        return simulate(plan, shares[0], seeds[0])
    with ProcessPoolExecutor(given.threads) as pool:
        parts = pool.map(simulate, [plan] * given.threads, shares, seeds)
        return [path for part in parts for path in part]


def main():
    given = peer.arguments(__doc__)
    plan = Plan(model.load())
    paths, seconds = peer.timed(lambda: run(plan, given))
    columns = [np.array(column) for column in zip(*paths)]
    peer.show("simpy", given, seconds, peer.numbers(*columns, model.HIGH_RUNG))


if __name__ == "__main__":
    main()
