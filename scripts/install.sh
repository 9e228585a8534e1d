#!/usr/bin/env bash
# Installs the packages of packages.txt that this machine lacks: those that building and running casus needs, and
# those of the purposes named: scripts/install.sh [PURPOSE…] (test, bench). Does nothing where all are there.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)

wanted() {
  awk -v purposes=" $* " '
    /^(#|$)/ { next }
    NF == 1 { print $1 }
    { for (i = 2; i <= NF; ++i) if (index(purposes, " " $i " ")) { print $1; next } }' "$here/packages.txt"
}

# Installed packages and what they provide (a package of Node.js may bring npm, which then is none of its own).
present() {
  dpkg-query -W -f='${db:Status-Status}, ${Package}, ${Provides}\n' | sed -n 's/^installed, //p' |
    tr ',' '\n' | sed 's/(.*//; s/ //g'
}

missing=()
while read -r package; do
  missing+=("$package")
done < <(wanted "$@" | grep -Fxv -f <(present))
[ ${#missing[@]} -eq 0 ] && exit 0
echo "installing: ${missing[*]}" >&2
as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(sudo)
"${as_root[@]}" apt-get update -qq
DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
