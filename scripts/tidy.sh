#!/usr/bin/env bash
# Reads sources with clang-tidy by .clang-tidy, and fails where it finds something: scripts/tidy.sh [FILE…], all of
# engine/ where none is named (which takes minutes); scripts/tidy.sh --changed N, of those that differ from the main
# branch at most N, the latest first.
set -euo pipefail
cd "$(dirname "$0")/.."

# Where this branch left the main one; on that itself, the commit before.
base() {
  local main from
  for main in origin/main main; do
    from=$(git merge-base HEAD "$main" 2>/dev/null) && [ "$from" != "$(git rev-parse HEAD)" ] && echo "$from" && return
  done
  git rev-parse --verify --quiet HEAD~1
}

# What is not committed yet comes first, then the latest commits. A header is read with the source of its name.
changed() {
  { git diff --name-only HEAD; git log --name-only --format= "$(base)..HEAD"; } |
    sed -n 's/\(^engine\/.*\)\.[ch]pp$/\1.cpp/p' | awk '!seen[$0]++' | while read -r file; do
      if [ -e "$file" ]; then echo "$file"; fi
    done
}

if [ "${1-}" = --changed ]; then
  mapfile -t files < <(changed)
  [ ${#files[@]} -le "$2" ] || echo "${#files[@]} files differ, of which $2 are read: scripts/tidy.sh reads all"
  files=("${files[@]:0:$2}")
else
  files=("$@")
  [ $# -gt 0 ] || mapfile -t files < <(find engine -name '*.cpp')
fi
[ ${#files[@]} -gt 0 ] || { echo "no source differs"; exit 0; }

cmake --preset tidy >/dev/null
printf '%s\0' "${files[@]}" | xargs -0 -n 1 -P "$(nproc)" clang-tidy-14 -p build/tidy --quiet 2> >(grep -v " warnings generated\.$" >&2)
