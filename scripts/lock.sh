#!/usr/bin/env bash
# Write requirements/*.txt anew from pyproject.toml: exact versions and hashes for every platform, no registry address.
# The files are complete, and pip installs them with --no-deps (tests/test_lock_files.py holds both).
set -euo pipefail
cd "$(dirname "$0")/.."
lock() { uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
  --no-emit-index-url --no-emit-find-links "$@"; }
lock pyproject.toml -o requirements/lock.txt
lock pyproject.toml --group dev -o requirements/dev.txt
# What an office without a network could never fetch later comes along in the bundle: every extra but a lake's engines, and pip itself, since many
# Linux systems have Python without it. The versions are those that the tests run on.
echo pip | lock pyproject.toml - --extra pdf --extra keyring --extra encrypted -c requirements/dev.txt -o requirements/offline.txt
