#!/usr/bin/env bash
# Runs the fuzzers of a build for so many seconds each: run.sh BUILD SECONDS. Ends with 77, which is to skip a test,
# where they are not built.
set -euo pipefail
cd "$(dirname "$0")/../.."
build=$1 seconds=$2

fuzz() { # SUBJECT SEED…
  local program=$build/tests/fuzz/fuzz_$1 corpus=$build/corpus/$1
  mkdir -p "$corpus" "$build/found"
  cp "${@:2}" "$corpus"
  "$program" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=20000 -verbosity=0 -print_final_stats=1 \
    -artifact_prefix="$build/found/$1-" "$corpus"
}

[ -x "$build/tests/fuzz/fuzz_scenario" ] || { echo "the fuzzers are not built: scripts/fuzz.sh"; exit 77; }
fuzz scenario scenarios/baseline.yaml tests/scenario/bad/*.yaml tests/schema/*.yaml
fuzz table tests/fuzz/seeds/table/*
fuzz targets tests/fuzz/seeds/targets/*
