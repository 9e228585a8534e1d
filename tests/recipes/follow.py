#!/usr/bin/env python3
"""Follows the recipes of CONTRIBUTING.md for a distribution and a verb: does in a copy of the sources what each says,
compiles what that touches, links it with all that is built already, and runs a scenario that uses both.

    follow.py BUILD [COPY]      BUILD is the folder of a finished build, COPY where to work (BUILD/recipes)

A whole build would take minutes. But a family of distributions is known to two files, and a verb to those that read
verbs.hpp: an enumerator at the end of ChangeKind, in a header that all read, changes nothing for the others.
"""
import json
import math
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE.parents[1]
PATCHES = ["distribution.patch", "verb.patch"]
UNTOUCHED_BY_ENUMERATORS = "include/casus/scenario.hpp"

build = pathlib.Path(sys.argv[1]).resolve()
copy = pathlib.Path(sys.argv[2]).resolve() if len(sys.argv) > 2 else build / "recipes"


def run(command, **options):
    done = subprocess.run(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **options)
    if done.returncode != 0:
        sys.exit(f"{shlex.join(map(str, command))}\n{done.stdout}")
    return done.stdout


def copy_sources():
    shutil.rmtree(copy, ignore_errors=True)
    for folder in ["engine", "include"]:
        shutil.copytree(SOURCE / folder, copy / folder)
    for room in (copy / "engine").iterdir():
        if room.is_dir():
            (copy / "rooms" / room.name).mkdir(parents=True)
            (copy / "rooms" / room.name / room.name).symlink_to(room)


def changed_by_patches():
    """Puts the recipes into practice; tells which files they touch."""
    alone = {**os.environ, "GIT_CEILING_DIRECTORIES": str(copy.parent)}
    for patch in PATCHES:
        run(["git", "apply", "-p1", HERE / patch], cwd=copy, env=alone)
    return set(re.findall(r"^\+\+\+ b/(\S+)", "".join((HERE / patch).read_text() for patch in PATCHES), re.M))


def readers_of(headers):
    """The sources of the program whose objects read one of the headers."""
    readers = set()
    for block in run(["ninja", "-C", build, "-t", "deps"]).split("\n\n"):
        files = {os.path.relpath((build / line.strip()).resolve(), SOURCE) for line in block.splitlines()[1:]}
        if files & headers:
            readers |= {file for file in files if file.startswith("engine/") and file.endswith(".cpp")}
    return readers


def in_copy(text):
    text = text.replace(f"{build}/rooms", f"{copy}/rooms")
    return text.replace(f"{SOURCE}/engine", f"{copy}/engine").replace(f"{SOURCE}/include", f"{copy}/include")


def compile_commands(sources):
    """A new source is compiled as its neighbours are."""
    known = {os.path.relpath(entry["file"], SOURCE): entry["command"] for entry in json.load(open(build / "compile_commands.json"))}
    for source in sorted(sources):
        neighbour = source if source in known else next(file for file in known if os.path.dirname(file) == os.path.dirname(source))
        words = shlex.split(in_copy(known[neighbour].replace(neighbour, source)))
        words[words.index("-o") + 1] = str(copy / source.replace("/", "-")) + ".o"
        yield words


def linked(objects):
    """The program, of these objects and for the rest of what is built: they come first, so that the linker takes no
    other object for what they define."""
    command = run(["ninja", "-C", build, "-t", "commands", "-s", "casus"]).strip()
    words = [word for word in shlex.split(command) if word not in ["&&", ":"]]
    program = words.index("-o") + 1
    first = next(i for i, word in enumerate(words) if word.endswith("main.cpp.o"))
    words[program] = str(copy / "casus")
    run(words[:first + 1] + objects + words[first + 1:], cwd=build)
    return copy / "casus"


def check(outcome, truth):
    z = (outcome["mean"] - truth) / outcome["se"]
    if abs(z) > 4.5:  # chance does so once in 150,000 runs, and the seed is fixed
        sys.exit(f"a mean of {outcome['mean']}, where {truth} is right: {z:.1f} standard errors")


def main():
    copy_sources()
    changed = changed_by_patches()
    headers = {file for file in changed if file.endswith(".hpp")} - {UNTOUCHED_BY_ENUMERATORS}
    sources = {file for file in changed if file.endswith(".cpp")} | readers_of(headers)
    commands = list(compile_commands(sources))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(lambda words: run(words, cwd=build), commands))
    program = linked([words[words.index("-o") + 1] for words in commands])
    outcomes = json.loads(run([program, "run", HERE / "both.yaml", "--worlds", "20000", "--trajectories", "160000", "--quiet", "--json"]))["outcomes"]
    check(outcomes["before"], 2)  # exponential with mean 2
    check(outcomes["after"], 2 * -math.expm1(-1.5 / 2))  # no more than 1.5
    print(f"{len(sources)} files compiled; means {outcomes['before']['mean']:.4f} and {outcomes['after']['mean']:.4f}")


main()
