#!/usr/bin/env bash
# Builds casus and measures how fast it is: scripts/bench.sh [PART…], all where none is named
# (micro: the stages; peers: other programs on the same model; curves: cost as the work grows; levers: what each
# lever of accuracy is worth).
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
parts=("$@")
[ ${#parts[@]} -gt 0 ] || parts=(micro peers curves levers)
for part in "${parts[@]}"; do
  case $part in
    micro | peers | curves | levers) ;;
    *) echo "bench.sh: no part '$part': micro, peers, curves or levers" >&2; exit 2 ;;
  esac
done

"$root/scripts/install.sh" bench
cd "$root"
cmake --preset bench >/dev/null
cmake --build --preset bench --target benchmarks >&2
build=build/bench
results=$build/results
mkdir -p "$results"
uptime

micro() {
  echo "== The stages"
  "$build/bench/microbenchmarks/microbenchmarks" --benchmark_min_time=0.05 --benchmark_out="$results/micro.json" \
    --benchmark_out_format=json
}

peers() {
  local threads
  for threads in $(printf '1\n%s\n' "$(nproc)" | sort -nu); do
    echo "== Other programs on the same models, $threads thread(s)"
    /usr/bin/python3 bench/compare_peers.py "$build/casus" "$build/bench" --threads "$threads" --rounds 3 \
      --json "$results/peers_$threads.json"
  done
}

curves() {
  echo "== Cost as the work grows"
  /usr/bin/python3 bench/curves.py "$build/casus" "$build/bench" --json "$results/curves.json"
}

levers() {
  echo "== What each lever of accuracy is worth"
  /usr/bin/python3 bench/levers.py "$build/casus" --json "$results/levers.json"
}

for part in "${parts[@]}"; do "$part"; done
