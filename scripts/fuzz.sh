#!/usr/bin/env bash
# Feeds the readers of scenarios, tables and targets whatever libFuzzer makes of the files of this repository:
# scripts/fuzz.sh [SECONDS], so many of each, an hour where none are named. What it finds stands in build/fuzz/found.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
seconds=${1:-3600}
"$root/scripts/install.sh" fuzz
cd "$root"
cmake --preset fuzz >/dev/null
cmake --build --preset fuzz >&2
exec tests/fuzz/run.sh build/fuzz "$seconds"
