#!/usr/bin/env bash
# Measures the hot path and writes benchmarks/results/hot-path.md and .json: benchmarks/run.sh [ROUNDS [SECONDS [WARM-UP]]] [--only TEXT;TEXT]
# What it needs is installed where that is possible (Debian, as root). The servers that it starts are its own, and are gone at the end, however it ends.
set -euo pipefail
cd "$(dirname "$0")/.."

need() { # need PACKAGE COMMAND-THAT-FINDS-IT
  if eval "$2" > /dev/null 2>&1; then return; fi
  if [ "$(id -u)" != 0 ] || ! command -v apt-get > /dev/null; then
    echo "$1 is missing." >&2
    exit 1
  fi
  echo "Installing $1" >&2
  export DEBIAN_FRONTEND=noninteractive
  # Without a runlevel the packages do not start services of their own.
  RUNLEVEL=1 apt-get install -y -qq --no-install-recommends "$1" > /dev/null || { apt-get update -qq && RUNLEVEL=1 apt-get install -y -qq --no-install-recommends "$1" > /dev/null; }
}

command -v dotnet > /dev/null || { echo "The .NET SDK of global.json is needed: https://dot.net" >&2; exit 1; }
# Programs that are started by themselves look for .NET where it is not in its usual place.
export DOTNET_ROOT="${DOTNET_ROOT:-$(dirname "$(readlink -f "$(command -v dotnet)")")}"
need wrk "command -v wrk"
need redis-server "command -v redis-server"
need postgresql "ls /usr/lib/postgresql/*/bin/initdb"

numbers=()
while [[ "${1:-}" =~ ^[0-9]+$ ]]; do numbers+=("$1"); shift; done
output=benchmarks/results/hot-path
[ $# -eq 0 ] || output=$(mktemp -d)/hot-path # a part of the rows does not replace the results

# Everything that is made on the way is in one folder, which PostgreSQL's own user may enter.
work=$(mktemp -d)
chmod 755 "$work"
running=
stop() {
  if [ -n "$running" ]; then
    kill -TERM "$running" 2> /dev/null || true
    wait "$running" 2> /dev/null || true
  fi
  # The servers of databases are ended by a shell of their own when whoever started them is gone.
  for _ in 1 2 3 4 5; do rm -rf "$work" 2> /dev/null && break; sleep 1; done
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# No program of a build is to be there while something is measured.
export MSBUILDDISABLENODEREUSE=1
case "$(uname -m)" in aarch64) rid=linux-arm64 ;; *) rid=linux-x64 ;; esac
dotnet publish samples/Quickstart --configuration Release --runtime "$rid" --self-contained false --artifacts-path "$work/plain" \
  --output "$work/quickstart" --nologo --verbosity quiet -p:UseSharedCompilation=false
dotnet publish samples/Quickstart --configuration Release --runtime "$rid" --self-contained false -p:PublishReadyToRun=true --artifacts-path "$work/r2r" \
  --output "$work/quickstart-r2r" --nologo --verbosity quiet -p:UseSharedCompilation=false
dotnet build benchmarks/HotPath --configuration Release --nologo --verbosity quiet -p:UseSharedCompilation=false

TMPDIR="$work" benchmarks/HotPath/bin/Release/net10.0/HotPath --rounds "${numbers[0]:-5}" --seconds "${numbers[1]:-5}" --warm-up "${numbers[2]:-6}" \
  --quickstart "$work/quickstart" --quickstart-r2r "$work/quickstart-r2r" --output "$output" "$@" &
running=$!
status=0
wait "$running" || status=$?
running=
[ "$status" -ne 0 ] || echo "Written: $output.md and $output.json" >&2
exit "$status"
