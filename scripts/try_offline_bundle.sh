#!/usr/bin/env bash
# Installs a Linux bundle where there is no network, in a folder with a space in its name and with an empty home, and asks
# README's question of it.   scripts/try_offline_bundle.sh ZIP
set -euo pipefail
zip=$(realpath "$1")
if [ "${WITHOUT_NETWORK:-}" != yes ]; then
  unshare -rn true 2>/dev/null || { echo "unshare cannot take the network away here: not tried"; exit 0; }
  exec unshare -rn env -i PATH="$PATH" WITHOUT_NETWORK=yes bash "$0" "$zip"
fi

[ "$(wc -l < /proc/net/route)" -le 1 ] || { echo "there is still a route"; exit 1; }
! timeout 5 bash -c '> /dev/tcp/1.1.1.1/443' 2>/dev/null || { echo "there is still a network"; exit 1; }
echo "no route, no network"

away=$(mktemp -d); trap 'rm -rf "$away"' EXIT
export HOME="$away/home" LANG=C.UTF-8; mkdir "$HOME" "$away/ज़िला कार्यालय"; cd "$away/ज़िला कार्यालय"
python3 -c 'import sys, zipfile; zipfile.ZipFile(sys.argv[1]).extractall()' "$zip"
cd eshram-*
sh install.sh
echo "-- again, over the first one"; sh install.sh >/dev/null
eshram=program/bin/eshram
program/bin/python -m pip --isolated check
"$eshram" ingest sample_data --quiet -o ../taken.csv
"$eshram" rank --state bihar --by registered --top 3
"$eshram" report --state bihar --monthly -o ../review.pdf --quiet
ls -l ../review.pdf | awk '{ print "review.pdf", $5 }'
du -sm program | awk '{ print "installed:", $1, "MB" }'
