#!/usr/bin/env bash
# Builds everything and runs all tests. What the tests need is installed where that is possible (Debian, as root); what is
# missing is said and skipped, except with CI=true, where nothing may be skipped.
set -euo pipefail
cd "$(dirname "$0")"

need() { # need PACKAGE WHETHER-IT-IS-THERE WHY
  if eval "$2" > /dev/null 2>&1; then return; fi
  if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
    echo "Installing $1 ($3)"
    apt-get install -y -qq --no-install-recommends "$1" > /dev/null || { apt-get update -qq && apt-get install -y -qq --no-install-recommends "$1" > /dev/null; }
  elif [ "${CI:-}" = true ]; then
    echo "$1 is missing: $3" >&2
    exit 1
  else
    echo "$1 is missing, so tests fail or are skipped: $3"
  fi
}

command -v dotnet > /dev/null || { echo "The .NET SDK of global.json is needed: https://dot.net" >&2; exit 1; }
need libargon2-1 "ldconfig -p | grep 'libargon2\.so\.1'" "Argon2 is compared with the system's library"
need libcrypt1 "ldconfig -p | grep 'libcrypt\.so\.1'" "bcrypt is compared with the system's crypt(3)"
need redis-server "command -v redis-server" "tests start servers of their own"
need postgresql "ls /usr/lib/postgresql/*/bin/initdb" "tests start servers of their own"
need chromium "command -v chromium" "pages are tested in a browser"

dotnet build FastApiUsers.slnx --configuration Release --nologo --verbosity quiet

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
status=0
dotnet test FastApiUsers.slnx --configuration Release --no-build --nologo --logger "trx" --results-directory "$results" || status=$?

sum() { cat "$results"/*.trx 2> /dev/null | grep -o " $1=\"[0-9]*\"" | grep -o '[0-9]*' | awk '{ total += $1 } END { print total + 0 }'; }
passed=$(sum passed)
failed=$(sum failed)
skipped=$(( $(sum total) - $(sum executed) ))
if [ "${CI:-}" = true ] && [ "$skipped" -gt 0 ]; then
  echo "With CI=true nothing may be skipped." >&2
  status=1
fi
if [ "$passed" = 0 ]; then status=1; fi
echo "$passed passed, $failed failed, $skipped skipped"
exit "$status"
