#!/usr/bin/env python3
"""Follows a page of docs/ and tells where the program does not print what the page shows.

    examples.py PROGRAM PAGE…           checks pages
    examples.py --write PROGRAM PAGE…   puts what the program prints into them

A page is followed in a folder of its own, in which scenarios/ is the repository's. Of its blocks these count:

    ```yaml      whose first line is `# NAME.yaml`: the file is written
    ```yaml      whose first line is `# in NAME.yaml`: the file is changed as a what-if would change it
    ```console   each line `$ COMMAND` is run, and must print what follows it

A line `…` stands for any number of lines. Times and the number of threads may be others than shown.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```(yaml|console)\n(.*?)^```$", re.M | re.S)
VARYING = [(r"\d+ threads? · [\d.]+ (s|min)\b", "N threads · T"), (r"[ \t]+$", "")]


def merged(base, overlay):
    if not (isinstance(base, dict) and isinstance(overlay, dict)):
        return overlay
    return {**base, **{key: merged(base.get(key), value) for key, value in overlay.items()}}


def write_yaml(text, folder):
    name = re.match(r"# (in )?(\S+\.yaml)\n", text)
    if not name:
        return
    file = folder / name[2]
    if name[1]:
        tree = merged(yaml.load(file.read_text(), yaml.BaseLoader), yaml.load(text, yaml.BaseLoader))
        text = yaml.safe_dump(tree, sort_keys=False, allow_unicode=True)
    file.write_text(text)


def run(command, folder, program):
    environment = {**os.environ, "PATH": f"{program.parent}:{os.environ['PATH']}", "NO_COLOR": "1", "COLUMNS": "80"}
    done = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, text=True, timeout=500,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.stdout


def plain(text):
    for pattern, replacement in VARYING:
        text = re.sub(pattern, replacement, text, flags=re.M)
    return text


def is_as_shown(shown, printed):
    pieces = [re.escape(piece) for piece in re.split(r"^…\n", plain(shown), flags=re.M)]
    return re.fullmatch("(?:.*\n)*?".join(pieces), plain(printed)) is not None


def examples(block):
    """Pairs of a command and what is shown of its output."""
    for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
        lines = part.splitlines(keepends=True)
        command = [lines.pop(0)]
        while command[-1].endswith("\\\n"):
            command.append(lines.pop(0))
        yield "".join(command), "".join(lines)


class Follower:
    """Follows one page."""

    def __init__(self, page, program, is_to_write):
        self.page, self.program, self.is_to_write = page, program, is_to_write
        self.wrong = 0

    def follow(self):
        with tempfile.TemporaryDirectory() as name:
            self.folder = pathlib.Path(name)
            (self.folder / "scenarios").symlink_to(ROOT / "scenarios")
            text = BLOCK.sub(self.block, self.page.read_text())
        if self.is_to_write:
            self.page.write_text(text)
        return self.wrong

    def block(self, match):
        kind, text = match.groups()
        if kind == "yaml":
            write_yaml(text, self.folder)
            return match[0]
        return "```console\n" + "".join(self.example(*pair) for pair in examples(text)) + "```"

    def example(self, command, shown):
        printed = run(command, self.folder, self.program)
        if is_as_shown(shown, printed):
            return f"$ {command}{shown}"
        if self.is_to_write and "…\n" not in shown:
            return f"$ {command}{printed}"
        self.wrong += 1
        print(f"{self.page}: $ {command}prints\n{printed}and not\n{shown}")
        return f"$ {command}{shown}"


def main():
    arguments = sys.argv[1:]
    is_to_write = arguments[0] == "--write"
    program, *pages = arguments[1:] if is_to_write else arguments
    program = pathlib.Path(program).resolve()
    sys.exit(1 if sum(Follower(pathlib.Path(page), program, is_to_write).follow() for page in pages) else 0)


main()
