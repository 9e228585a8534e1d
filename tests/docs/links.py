#!/usr/bin/env python3
"""Tells of links in the repository's Markdown that lead nowhere, and of files that CONTRIBUTING.md names and that are
not there."""
import os
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")
FILE = re.compile(r"`([\w./-]+\.(?:[ch]pp|cmake|md|py|sh|js))`")


def files():
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in ["build", ".git", "node_modules"]]
        yield from (os.path.relpath(os.path.join(folder, name), ROOT) for name in names)


def main():
    known = list(files())
    wrong = []
    for page in (file for file in known if file.endswith(".md")):
        for link in LINK.findall((ROOT / page).read_text()):
            if not (ROOT / page).parent.joinpath(link).exists():
                wrong.append(f"{page}: no {link}")
    for name in FILE.findall((ROOT / "CONTRIBUTING.md").read_text()):
        if not re.search("NAME|FINDING|FORMAT", name) and not any(f"/{file}".endswith(f"/{name}") for file in known):
            wrong.append(f"CONTRIBUTING.md: no {name}")
    print("\n".join(wrong))
    sys.exit(1 if wrong else 0)


main()
