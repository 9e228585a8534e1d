"""The reference model in NumPy, vectorised over trajectories: the weekly tau-leap that an analyst would write.

In each week every trigger fires at most once, with probability 1 - exp(-lambda h) at the intensities of the
week's start; then come effects, then the ladders, at most one step up and one down each and at the new pressures,
then the drivers' exact transition.
So it is not exact: EXPECTED below, where the exact process gives 74.96, 0.275, 0.058, 0.628 and 0.167. Float64,
SFC64, every array preallocated, batches that stay in the L2 cache.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # the threads are ours, a batch each

import numpy as np

import model
import peer

BATCH = 2048

# What this scheme tends to, from 400,000 trajectories of it here and as many of it in C++: (mean, error of it).
EXPECTED = {
    "events": (74.107, 0.010),
    "rung4_l0": (0.2829, 0.0005),
    "rung4_l1": (0.0610, 0.0003),
    "high0": (0.6386, 0.0005),
    "high1": (0.1708, 0.0004),
}


class Batch:
    """The state and the scratch arrays of one thread; an item a row, a trajectory a column."""

    def __init__(self, m, size, generator):
        self.m, self.size, self.generator = m, size, generator
        self.noisy, self.triggers, self.ladders = len(m.noise), len(m.rate), len(m.up_rate)
        # The rate goes into the exponent, as the weight of a driver that is always 1.
        self.weights = np.ascontiguousarray(np.column_stack([m.weights, np.log(m.rate * m.step)]))
        self.ladder_weights = np.vstack([m.up_weights, m.down_weights])
        with np.errstate(divide="ignore"):  # no way up from the highest rung, none down from the lowest
            self.log_rates = np.log(np.vstack([m.up_rate, m.down_rate]) * m.step)
        self.effects = np.ascontiguousarray(m.effects.T)
        self.decay = m.decay[:, None].copy()
        self.x = np.empty((len(m.decay) + 1, size))
        self.uniform = np.empty((self.triggers + 2 * self.ladders, size))
        self.hazard = np.empty((self.triggers, size))
        self.fired = np.empty((self.triggers, size))
        self.ladder_hazard = np.empty((2 * self.ladders, size))
        self.moves = np.empty((2 * self.ladders, size), dtype=np.intp)
        self.rung_rate = np.empty(size)
        self.change = np.empty((len(m.decay), size))
        self.normal = np.empty((self.noisy, size))
        self.moved = np.empty((self.noisy, size))

    def run(self):
        self.x[:-1], self.x[-1] = 0, 1
        self.events = np.zeros(self.size)
        self.rung = np.zeros((self.ladders, self.size), dtype=np.intp)
        self.highest = np.zeros_like(self.rung)
        for _ in range(self.m.steps):
            self.generator.random(out=self.uniform)
            self.fire_triggers()
            self.move_ladders()
            self.move_drivers()
        return self.events, self.rung.T, self.highest.T

    def fire_triggers(self):
        np.matmul(self.weights, self.x, out=self.hazard)
        self.draw(self.hazard, self.uniform[: self.triggers], self.fired)
        np.matmul(self.effects, self.fired, out=self.change)
        self.x[:-1] += self.change
        self.events += self.fired.sum(axis=0)

    def move_ladders(self):
        np.matmul(self.ladder_weights, self.x[:-1], out=self.ladder_hazard)
        for clock, log_rate in enumerate(self.log_rates):
            np.take(log_rate, self.rung[clock % self.ladders], out=self.rung_rate, mode="clip")
            self.ladder_hazard[clock] += self.rung_rate
        self.draw(self.ladder_hazard, self.uniform[self.triggers :], self.moves)
        self.rung += self.moves[: self.ladders]
        self.rung -= self.moves[self.ladders :]
        np.maximum(self.highest, self.rung, out=self.highest)

    @staticmethod
    def draw(hazard, uniform, fired):
        """1 where something happens within the week, given the logarithm of its integrated hazard."""
        np.exp(hazard, out=hazard)
        np.negative(hazard, out=hazard)
        np.exp(hazard, out=hazard)
        np.greater(uniform, hazard, out=fired, casting="unsafe")

    def move_drivers(self):
        self.generator.standard_normal(out=self.normal)
        np.matmul(self.m.noise, self.normal, out=self.moved)
        self.x[:-1] *= self.decay
        self.x[: self.noisy] += self.moved


def simulate(m, share, seed):
    generator = np.random.Generator(np.random.SFC64(seed))
    sizes = [BATCH] * (share // BATCH) + ([share % BATCH] if share % BATCH else [])
    batch, parts = None, []
    for size in sizes:
        if batch is None or batch.size != size:
            batch = Batch(m, size, generator)
        parts.append(batch.run())
    return [np.concatenate(part) for part in zip(*parts)]


def run(m, trajectories, threads, seed):
    shares = [trajectories * (t + 1) // threads - trajectories * t // threads for t in range(threads)]
    seeds = np.random.SeedSequence(seed).spawn(threads)
    parts = peer.parallel(lambda task: simulate(m, *task), list(zip(shares, seeds)), threads)
    return [np.concatenate(part) for part in zip(*parts)]


def main():
    given = peer.arguments(__doc__)
    m = model.load()
    run(m, BATCH, 1, 0)
    paths, seconds = peer.timed(lambda: run(m, given.trajectories, given.threads, given.seed))
    peer.show("numpy", given, seconds, peer.numbers(*paths, model.HIGH_RUNG), EXPECTED)


if __name__ == "__main__":
    main()
