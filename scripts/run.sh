#!/usr/bin/env bash
# Builds casus and runs a scenario, the baseline where none is named: scripts/run.sh [FILE] [OPTION…]
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
"$root/scripts/install.sh"
(cd "$root" && cmake --preset release >/dev/null && cmake --build --preset release --target casus_program >&2)
file=$root/scenarios/baseline.yaml
length=(--precision 0.5)
if [ $# -gt 0 ] && [ "${1#-}" = "$1" ]; then
  file=$1
  length=(--trajectories 200000)
  shift
fi
case " $*" in
  *" --trajectories"* | *" --precision"* | *" --check-step"*) length=() ;;
esac
exec "$root/build/release/casus" run "$file" "${length[@]}" "$@"
