#!/usr/bin/env bash
# Builds casus and runs a scenario, the baseline where none is named: scripts/run.sh [FILE] [OPTION…]
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
"$root/scripts/install.sh"
(cd "$root" && cmake --preset release >/dev/null && cmake --build --preset release --target casus_program >&2)
if [ $# -eq 0 ]; then
  set -- "$root/scenarios/baseline.yaml"
fi
file=$1
shift
exec "$root/build/release/casus" run "$file" --trajectories 200000 "$@"
