#!/usr/bin/env bash
# Writes scenarios/casus.schema.json and docs/reference.md anew, from the fields of scenarios.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
"$root/scripts/install.sh"
cd "$root"
cmake --preset release >/dev/null
cmake --build --preset release --target write_language >&2
build/release/tools/write_language "$root"
