"""Guards the speed of casus: counts the instructions that a trajectory-step takes and compares them with the record.

Instructions, unlike times, are nearly the same on every machine and under any load. Valgrind counts them; it knows AVX2
but not AVX-512, so it is the AVX2 kernels that run. What a run costs before its first step drops out, as only the
difference between two sizes counts.

    /usr/bin/python3 bench/guard.py build/release/casus            # compares
    /usr/bin/python3 bench/guard.py build/release/casus --record   # writes bench/instructions.json anew
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RECORD = ROOT / "bench" / "instructions.json"
ROOM = 0.05  # of the recorded number, by which a run may exceed it
SKIPPED = 77

# Of each scenario: worlds, and the trajectories of the shorter and of the longer run. Where there are two worlds, each block of
# eight lanes is of another than the one before, as in a run of the usual size: the record has the worlds' set-ups in it.
RUNS = {
    "bench/reference.yaml": (1, 256, 1280),
    "scenarios/baseline.yaml": (2, 256, 768),
}

# Two worlds may differ tenfold in how often Russia is struck: that is set to the median.
SETTINGS = {
    "scenarios/baseline.yaml": ["--set", "parameters.strike_tempo=16", "--set", "parameters.reach_growth=0"],
}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("casus", type=Path, help="the program, a release build")
    parser.add_argument("--record", action="store_true", help="write the record anew")
    parser.add_argument("--build-type", default="Release", help="how the program was built")
    parser.add_argument("--sanitizers", default="", help="with which it was built")
    return parser.parse_args()


def skip(reason):
    print(f"guard: skipped: {reason}")
    sys.exit(SKIPPED)


def compiler_of(program):
    """As it signed the program; GCC's start-up files are in Clang's programs too."""
    text = program.read_bytes()
    signature = re.search(rb"clang version [\d.]+", text) or re.search(rb"GCC: \([^)]*\) [\d.]+", text)
    return signature[0].decode() if signature else "an unknown compiler"


def processor_has_avx2():
    info = Path("/proc/cpuinfo")
    return info.exists() and re.search(r"\bavx2\b", info.read_text()) is not None


def skip_where_counts_mean_nothing(given):
    if not shutil.which("valgrind"):
        skip("valgrind is missing (scripts/install.sh test)")
    if given.build_type != "Release" or given.sanitizers:
        skip(f"a {given.build_type} build{' with sanitizers' * bool(given.sanitizers)} is not what is recorded")
    if not processor_has_avx2():
        skip("the record is of the AVX2 kernels, which this processor cannot run")


def counted_run(program, scenario, worlds, trajectories):
    """The instructions of a whole run."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "callgrind"
        command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", program, "run", ROOT / scenario]
        options = ["--trajectories", trajectories, "--worlds", worlds, "--threads", 1, "--json", "--quiet",
                   *SETTINGS.get(scenario, [])]
        done = subprocess.run([str(word) for word in command + options], capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"guard: {scenario} ended with status {done.returncode}:\n{done.stderr}")
        instructions = int(re.search(r"^(?:summary|totals): (\d+)", out.read_text(), re.MULTILINE)[1])
    drivers = json.loads(done.stdout)["drivers"].values()
    return instructions, len(next(iter(drivers))["day"]) - 1


def instructions_a_step(program, workers):
    """{scenario: instructions of a trajectory-step}."""
    jobs = {
        (scenario, size): workers.submit(counted_run, program, scenario, worlds, size)
        for scenario, (worlds, *sizes) in RUNS.items()
        for size in sizes
    }
    found = {}
    for scenario, (_, short, long) in RUNS.items():
        (fewer, steps), (more, _) = jobs[scenario, short].result(), jobs[scenario, long].result()
        found[scenario] = (more - fewer) / ((long - short) * steps)
    return found


def write_record(found, compiler):
    record = {"compiler": compiler, "instructions_a_trajectory_step": {k: round(v, 1) for k, v in found.items()}}
    RECORD.write_text(json.dumps(record, indent=2) + "\n")


def compare(found, recorded):
    """Shows each scenario's number; whether none is too large."""
    ratios = {scenario: number / recorded[scenario] for scenario, number in found.items()}
    for scenario, ratio in ratios.items():
        print(f"{scenario}: {found[scenario]:,.1f} instructions a trajectory-step, recorded {recorded[scenario]:,.1f}"
              f" ({ratio - 1:+.2%})")
    if min(ratios.values()) < 1 - ROOM:
        print("Much fewer than recorded: record anew, so that they stay so (bench/guard.py --record).")
    if max(ratios.values()) > 1 + ROOM:
        print(f"MORE THAN {ROOM:.0%} ABOVE THE RECORD: find out why, or record anew if it is worth it.")
    return max(ratios.values()) <= 1 + ROOM


def main():
    given = arguments()
    skip_where_counts_mean_nothing(given)
    record = {} if given.record else json.loads(RECORD.read_text())
    compiler = compiler_of(given.casus)
    if not given.record and compiler != record["compiler"]:
        skip(f"the record is of {record['compiler']}, this build of {compiler}")
    with ThreadPoolExecutor(os.cpu_count()) as workers:
        found = instructions_a_step(given.casus, workers)
    if given.record:
        write_record(found, compiler)
    elif not compare(found, record["instructions_a_trajectory_step"]):
        sys.exit(1)


if __name__ == "__main__":
    main()
