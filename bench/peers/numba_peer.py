"""The reference model in Numba: loops over trajectories in parallel, exact within the step.

Between grid points events compete: an exponential waiting time at the total intensity, then the clock that
fires. As in scalar.cpp an event multiplies the intensities that it touches by factors worked out beforehand.
"""

import numpy as np
import numba as nb

import model
import peer


def factors(m, clocks):
    """For each trigger the clocks that it touches and by which factor: (begin, clock, factor)."""
    exponents = m.effects @ clocks.T
    begin, clock, exponent = model.sparse(exponents)
    return begin, clock, np.exp(exponent)


def arrays(m):
    clocks = np.vstack([m.weights, m.up_weights, m.down_weights])
    lists = (model.sparse(clocks), model.sparse(m.effects), factors(m, clocks))
    return (m.steps, m.step, m.decay, m.noise, m.rate, m.up_rate, m.down_rate, *lists)


@nb.njit(fastmath=True, cache=True)
def intensities(x, rate, up_rate, down_rate, weights, rung, relative, intensity):
    begin, driver, weight = weights
    for j in range(len(relative)):
        total = 0.0
        for k in range(begin[j], begin[j + 1]):
            total += weight[k] * x[driver[k]]
        relative[j] = total
    for j in range(len(relative)):
        relative[j] = np.exp(relative[j])
    triggers, ladders = len(rate), len(rung)
    for j in range(triggers):
        intensity[j] = rate[j] * relative[j]
    for l in range(ladders):
        up, down = triggers + l, triggers + ladders + l
        intensity[up] = up_rate[l, rung[l]] * relative[up]
        intensity[down] = down_rate[l, rung[l]] * relative[down]
    total = 0.0
    for j in range(len(intensity)):
        total += intensity[j]
    return total


@nb.njit(fastmath=True, cache=True)
def chosen(intensity, total):
    rest = total * np.random.random()
    j = 0
    while j < len(intensity) - 1 and rest >= intensity[j]:
        rest -= intensity[j]
        j += 1
    return j


@nb.njit(fastmath=True, cache=True)
def happen(trigger, x, effects, factors, relative, intensity):
    begin, driver, change = effects
    for k in range(begin[trigger], begin[trigger + 1]):
        x[driver[k]] += change[k]
    begin, clock, factor = factors
    more = 0.0
    for k in range(begin[trigger], begin[trigger + 1]):
        j = clock[k]
        more += intensity[j] * (factor[k] - 1)
        intensity[j] *= factor[k]
        relative[j] *= factor[k]
    return more


@nb.njit(fastmath=True, cache=True)
def move(l, by, triggers, up_rate, down_rate, rung, relative, intensity):
    up, down = triggers + l, triggers + len(rung) + l
    before = intensity[up] + intensity[down]
    rung[l] += by
    intensity[up] = up_rate[l, rung[l]] * relative[up]
    intensity[down] = down_rate[l, rung[l]] * relative[down]
    return intensity[up] + intensity[down] - before


@nb.njit(fastmath=True, cache=True)
def move_drivers(x, z, decay, noise):
    for k in range(len(z)):
        z[k] = np.random.standard_normal()
    for i in range(len(x)):
        x[i] *= decay[i]
    for i in range(len(z)):
        total = 0.0
        for k in range(i + 1):
            total += noise[i, k] * z[k]
        x[i] += total


@nb.njit(fastmath=True, cache=True)
def week(length, x, rates, effects, factors, rung, highest, relative, intensity, total):
    """The events of one step; gives how many triggers fired."""
    rate, up_rate, down_rate = rates
    triggers, ladders = len(rate), len(rung)
    events = 0
    time = np.random.standard_exponential() / total
    while time < length:
        j = chosen(intensity, total)
        if j < triggers:
            events += 1
            total += happen(j, x, effects, factors, relative, intensity)
        else:
            l = (j - triggers) % ladders
            by = 1 if j < triggers + ladders else -1
            total += move(l, by, triggers, up_rate, down_rate, rung, relative, intensity)
            highest[l] = max(highest[l], rung[l])
        time += np.random.standard_exponential() / total
    return events


@nb.njit(fastmath=True, parallel=True, cache=True)
def simulate(seeds, share, steps, length, decay, noise, rate, up_rate, down_rate, weights, effects, factors):
    """`share` trajectories for each seed; a seed is one parallel task with its own generator and scratch."""
    ladders = len(up_rate)
    events = np.zeros(len(seeds) * share, dtype=np.int64)
    rungs = np.zeros((len(events), ladders), dtype=np.int64)
    highest = np.zeros((len(events), ladders), dtype=np.int64)
    for task in nb.prange(len(seeds)):
        np.random.seed(seeds[task])
        x, z = np.empty(len(decay)), np.empty(len(noise))
        relative, intensity = np.empty(len(weights[0]) - 1), np.empty(len(weights[0]) - 1)
        for k in range(task * share, (task + 1) * share):
            x[:] = 0.0
            for _ in range(steps):
                rung, high = rungs[k], highest[k]
                total = intensities(x, rate, up_rate, down_rate, weights, rung, relative, intensity)
                rates = (rate, up_rate, down_rate)
                events[k] += week(length, x, rates, effects, factors, rung, high, relative, intensity, total)
                move_drivers(x, z, decay, noise)
    return events, rungs, highest


TASKS = 16  # parallel tasks a thread


def run(data, given):
    seeds = np.random.SeedSequence(given.seed).generate_state(TASKS * given.threads)
    return simulate(seeds, given.trajectories // len(seeds), *data)


def main():
    given = peer.arguments(__doc__)
    given.trajectories -= given.trajectories % (TASKS * given.threads)
    nb.set_num_threads(given.threads)
    data = arrays(model.load())
    simulate(np.zeros(given.threads, dtype=np.uint32), 1, *data)
    paths, seconds = peer.timed(lambda: run(data, given))
    peer.show("numba", given, seconds, peer.numbers(*paths, model.HIGH_RUNG))


if __name__ == "__main__":
    main()
