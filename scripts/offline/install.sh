#!/bin/sh
# Installs eshram from this folder, without a network: finds a Python that fits and hands over to install.py.
#   sh install.sh [FOLDER]
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 4
for python in python3.13 python3.12 python3.11 python3 python; do
    if "$python" -I -X utf8 "$here/install.py" --fits >/dev/null 2>&1; then
        exec "$python" -I -X utf8 "$here/install.py" "$@"
    fi
done
cat -- "$here/needs-python.txt" >&2
exit 3
