"""Holds scenarios/casus.schema.json against the reader: check_schema.py CASUS ROOT

What the schema refuses the reader must refuse, always: an editor that complains of a good file is worse than none.
What the reader refuses the schema must refuse too, unless it is wrong in a way that no schema can see: then the
reader's message is one of BEYOND. Both are asked of every file in scenarios, tests and bench, and of files made from
those in tests/schema by changing one thing.
"""
import copy
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import jsonschema
import yaml

# What a schema cannot know: what names stand for, formulas, values against each other, files and their text.
BEYOND = [
    r"unknown (name|driver|ladder|trigger|unit|word|function)",
    r"is no (rung|category|mark|parameter|driver|date)",
    r"(expected|cannot be used here|is a (number|condition|category|date|rate|duration|driver|trigger|ladder|mark))",
    r"has (the same name|the name of|no meaning without 'half_life')",
    r"stands? (here )?(twice|on ladder)",
    r"(must be|is) (above|below|between|before|after|0 or (more|from 1e-30)|from 0)",
    r"(contradict|leave one of these no noise|is not below|out of range|outside \[|not above zero|no distribution|do not increase|takes? |determine|no 'volatility'|itself|cannot be correlated)",
    r"(must lie|must not|too short|nested|characters long|too many|outside its bounds|no calendar)",
    r"there is no rate here",
    r"(depends on a parameter|not a finite number|longer than nothing|is no step|whole rungs)",
    r"(in the file|cannot be read|does not exist|no such file|extends|includes?)",
    r"(shares|weights) of .* (are|sum)",
    r"of the calendar",
    r"lies (before|after)",
    r"never is",
    r"(is too near|beyond the year 9999|millionth of a day)",
    r"is measured without error",
]

# And of a what-if: what it leaves when it is merged.
BEYOND_A_WHATIF = [r"nothing stands", r"is missing", r"changes nothing", r"is no distribution"]


class CoreLoader(yaml.SafeLoader):
    """YAML 1.2's core schema, as editors read it: dates and yes/no are text."""

    yaml_implicit_resolvers = {}


CoreLoader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(~|null|Null|NULL|)$"), list("~nN") + [""])
CoreLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(true|True|TRUE|false|False|FALSE)$"), list("tTfF"))
CoreLoader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?[0-9]+$"), list("-+0123456789"))
CoreLoader.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"^([-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$"),
    list("-+.0123456789"))


def construct_map(loader, node):
    """Keys are text, as in JSON; none may stand twice."""
    pairs = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode) or key.value in pairs:
            raise yaml.YAMLError("a key that JSON cannot have")
        pairs[key.value] = loader.construct_object(value, deep=True)
    return pairs


CoreLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, construct_map)


class Schemas:
    def __init__(self, folder):
        whole = json.loads((folder / "casus.schema.json").read_text())
        part = dict(whole["definitions"]["part"], definitions=whole["definitions"])
        self.validators = {}
        for role, schema in (("scenario", whole), ("part", part)):
            jsonschema.Draft7Validator.check_schema(schema)
            self.validators[role] = jsonschema.Draft7Validator(schema)

    def complaints(self, role, data):
        return [f"{'/'.join(map(str, error.path))}: {error.message[:200]}"
                for error in self.validators[role].iter_errors(data)]


def load(path):
    """The file as an editor sees it, or None where it is not YAML."""
    try:
        return yaml.load(path.read_bytes().decode("utf-8"), CoreLoader)
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError):
        return None


def refusals(casus, files):
    """What the reader says of each file that it refuses: {path: [message]}."""
    said = {}
    for first in range(0, len(files), 200):
        some = [str(file) for file in files[first:first + 200]]
        run = subprocess.run([casus, "validate", "--quiet", *some], capture_output=True, text=True, errors="replace")
        for line in run.stderr.splitlines():
            for file in some:
                found = line.startswith(file + ":") and re.match(r"(:\d+:\d+)?: error: (.*)", line[len(file):])
                if found:
                    said.setdefault(file, []).append(found.group(2))
    return said


def included_files(files):
    """Those that another file includes; they are no scenarios by themselves."""
    parts = set()
    for file in files:
        data = load(file)
        names = data.get("include", []) if isinstance(data, dict) else []
        for name in [names] if isinstance(names, str) else names if isinstance(names, list) else []:
            parts.add((file.parent / str(name)).resolve())
    return parts


def changed(data):
    """Every way of changing one thing: (what, data).

    Not an empty map in a what-if: it merges into nothing, so the reader takes it wherever it stands."""
    empties = "extends" not in data

    def walk(node, path):
        children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
        for key, child in list(children):
            yield path + [key]
            yield from walk(child, path + [key])

    def with_value(path, value):
        copied = copy.deepcopy(data)
        at = copied
        for key in path[:-1]:
            at = at[key]
        at[path[-1]] = value
        return copied

    for path in walk(data, []):
        name = ".".join(map(str, path))
        for value in (None, [], {}, [1, 2], {"zz": 1}, "??", "zz", -1, 7.5, True):
            if value != {} or empties:
                yield f"{name} = {value!r}", with_value(path, value)
        if isinstance(path[-1], str):
            copied = with_value(path, None)
            parent = copied
            for key in path[:-1]:
                parent = parent[key]
            value = copy.deepcopy(data)
            for key in path:
                value = value[key]
            del parent[path[-1]]
            if parent or empties:
                yield f"{name} left out", copied
            renamed = copy.deepcopy(copied)
            parent = renamed
            for key in path[:-1]:
                parent = parent[key]
            parent["zz"] = value
            yield f"{name} called zz", renamed


NO_SCENARIOS = ("catalogue.yaml", "expectations.yaml", "judgements.yaml")


class Check:
    def __init__(self, casus, root):
        self.casus, self.root = casus, root
        self.schemas = Schemas(root / "scenarios")
        self.failures = []
        self.asked = self.refused = self.beyond = 0

    def compare(self, name, role, data, said):
        complaints = ["not YAML"] if data is None else self.schemas.complaints(role, data)
        self.asked += 1
        self.refused += bool(complaints)
        if complaints and not said:
            self.failures.append(f"{name}: the reader takes it, the schema says {complaints[:3]}")
        if said and not complaints:
            self.beyond += 1
            patterns = BEYOND + (BEYOND_A_WHATIF if isinstance(data, dict) and "extends" in data else [])
            if not any(re.search(pattern, message) for message in said for pattern in patterns):
                self.failures.append(f"{name}: the schema takes it, the reader says {said[:3]}")

    def require_schema_named(self, file, name):
        """In the first line, where editors look for it."""
        line = file.read_text().splitlines()[0]
        named = re.match(r"# yaml-language-server: \$schema=(\S+)$", line)
        wanted = self.root / "scenarios" / f"{name}.schema.json"
        if not named or (file.parent / named.group(1)).resolve() != wanted:
            self.failures.append(f"{file.relative_to(self.root)}: its first line does not name {name}.schema.json")

    def require_all_keys(self):
        """The examples have every key of the format, so that each is tried in all wrong ways."""

        def keys_in(node):
            children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
            return (set(node) if isinstance(node, dict) else set()).union(*map(keys_in, children))

        def keys_of_parts(node):
            if isinstance(node, list):
                return set().union(*map(keys_of_parts, node))
            if not isinstance(node, dict):
                return set()
            known = node.get("properties", {})
            return (set(known) if "about" in known else set()).union(*map(keys_of_parts, node.values()))

        examples = [load(file) for file in (self.root / "tests" / "schema").glob("*.yaml")]
        schema = json.loads((self.root / "scenarios" / "casus.schema.json").read_text())
        for key in sorted(keys_of_parts(schema) - keys_in(examples)):
            self.failures.append(f"no file in tests/schema has the key '{key}'")

    def files(self):
        files = sorted(file for folder in ("scenarios", "tests", "bench")
                       for file in (self.root / folder).rglob("*.yaml")
                       if file.name not in NO_SCENARIOS)
        parts = included_files(files)
        whole = [file for file in files if file.resolve() not in parts]
        said = refusals(self.casus, whole)
        for file in whole:
            self.compare(str(file.relative_to(self.root)), "scenario", load(file), said.get(str(file), []))
        for file in sorted((self.root / "scenarios").rglob("*.yaml")):
            if file.name not in NO_SCENARIOS:
                self.require_schema_named(file, "casus-part" if file.resolve() in parts else "casus")
        for file in parts:
            if file.exists():
                self.compare(str(file.relative_to(self.root)), "part", load(file), [])

    def changes(self, source):
        """Files made of one; in its folder, since it may name others."""
        data = load(source)
        with tempfile.TemporaryDirectory() as folder:
            for other in source.parent.glob("*.yaml"):
                (pathlib.Path(folder) / other.name).write_bytes(other.read_bytes())
            made = []
            for number, (what, changed_data) in enumerate(changed(data)):
                file = pathlib.Path(folder) / f"changed-{number}.yaml"
                file.write_text(json.dumps(changed_data))
                made.append((file, what, changed_data))
            said = refusals(self.casus, [file for file, _, _ in made])
            for file, what, changed_data in made:
                self.compare(f"{source.name} with {what}", "scenario", changed_data, said.get(str(file), []))


def main():
    casus, root = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
    check = Check(casus, root)
    check.require_all_keys()
    check.files()
    for name in ("everything.yaml", "whatif.yaml"):
        check.changes(root / "tests" / "schema" / name)
    print(f"{check.asked} files: the schema refuses {check.refused}, the reader {check.beyond} more")
    for failure in check.failures:
        print(failure)
    sys.exit(1 if check.failures or check.asked < 500 else 0)


if __name__ == "__main__":
    main()
