#!/usr/bin/env bash
# Installs those of $PACKAGES that this Debian machine lacks: names them first, uses root or sudo, and otherwise prints the one
# command that somebody with the right has to run.
# SPDX-License-Identifier: GPL-3.0-or-later
set -euo pipefail
command -v dpkg-query >/dev/null || exit 0 # not Debian: the build says which library is missing
missing=()
for package in $PACKAGES; do
    state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$state" = installed ] || missing+=("$package")
done
if [ ${#missing[@]} -eq 0 ]; then
    exit 0
fi
echo "These Debian packages are missing and are installed now: ${missing[*]}"
install=(apt-get install -y --no-install-recommends "${missing[@]}")
if [ "$(id -u)" -eq 0 ]; then
    as_root=()
elif command -v sudo >/dev/null; then
    as_root=(sudo)
else
    echo "That needs root, and there is no sudo here. Ask somebody who has the right to run:" >&2
    echo "    apt-get update && ${install[*]}" >&2
    exit 1
fi
log=$(mktemp)
trap 'rm -f "$log"' EXIT
export DEBIAN_FRONTEND=noninteractive
if ! { "${as_root[@]}" apt-get update -q && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive "${install[@]}"; } >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    echo "The packages could not be installed; the lines above say why." >&2
    exit 1
fi
