#!/usr/bin/env bash
# Formats every C++ file by .clang-format: scripts/format.sh; with --check it changes none, and fails where it would.
set -euo pipefail
cd "$(dirname "$0")/.."
how=(-i)
[ "${1-}" = --check ] && how=(--dry-run --Werror)
find bench cmake engine examples include tests tools -name '*.[ch]pp' -print0 | xargs -0 clang-format-14 "${how[@]}"
