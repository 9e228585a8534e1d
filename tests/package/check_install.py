"""Installs a build, moves what was installed elsewhere, builds the example against it there, and holds what the
example prints against the JSON of the installed program: check_install.py BUILD SOURCE SCRATCH COMPILER."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

SIZE = ["--trajectories=2000", "--worlds=100"]  # as in the example


def output_of(*words, **options):
    return subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True, **options).stdout


def expected_lines(program, elsewhere):
    found = json.loads(output_of(program, "compare", "baseline", "nato_weapons_strike", "--json", "--quiet", *SIZE,
                                 cwd=elsewhere))
    differences = found["differences"]["nato_weapons_strike.yaml"]
    for name, outcome in found["baseline"]["outcomes"].items():
        if outcome.get("probability") is None or differences[name]["difference"] is None:
            continue
        probability, low, high = (100 * x for x in (outcome["probability"], *outcome["ci95"]))
        yield (f"{name} {probability:.2f}% ({low:.2f}% to {high:.2f}%), "
               f"in the what-if {100 * differences[name]['difference']:+.2f} points")


def build_example(source, installed, build, compiler):
    output_of("cmake", "-S", source / "examples", "-B", build, "-G", "Ninja", f"-DCMAKE_PREFIX_PATH={installed}",
              f"-DCMAKE_CXX_COMPILER={compiler}", "-DCMAKE_BUILD_TYPE=Release")
    output_of("cmake", "--build", build)
    return build / "answers"


def main():
    build, source, scratch = (Path(word).resolve() for word in sys.argv[1:4])
    shutil.rmtree(scratch, ignore_errors=True)
    elsewhere = scratch / "a folder elsewhere"
    elsewhere.mkdir(parents=True)
    output_of("cmake", "--install", build, "--prefix", scratch / "first")
    installed = (scratch / "first").rename(elsewhere / "casus")

    example = build_example(source, installed, scratch / "build", sys.argv[4])
    scenarios = installed / "share/casus/scenarios"
    printed = output_of(example, scenarios / "baseline.yaml", scenarios / "whatifs/nato_weapons_strike.yaml")
    expected = list(expected_lines(installed / "bin/casus", elsewhere))
    if not expected or printed.splitlines() != expected:
        sys.exit("the example printed\n" + printed + "where the program has\n" + "\n".join(expected))


main()
