#!/usr/bin/env bash
# Builds everything and runs every test: scripts/test.sh [PRESET], release where none is named
# (the others: dev, asan-ubsan, tsan).
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
"$root/scripts/install.sh" test
preset=${1:-release}
cd "$root"
cmake --preset "$preset" >/dev/null
cmake --build --preset "$preset" >&2
ctest --no-tests=error --no-label-summary --test-dir "build/$preset" --output-on-failure --parallel "$(nproc)" --timeout 600
