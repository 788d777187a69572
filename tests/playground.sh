#!/usr/bin/env bash
# The playground in the machine's own Chromium. Publishes the site (no workload), prints its size, and then
#   tests/playground.sh             runs the browser tests, and prints steps, frames and seconds
#   tests/playground.sh measure     prints steps, frames and seconds alone
#   tests/playground.sh pictures    takes the pictures of docs/playground
# Without Chromium it says so, and passes.
set -euo pipefail
cd "$(dirname "$0")/.."
mode=${1:-test}

if ! command -v chromium >/dev/null && ! command -v google-chrome >/dev/null; then
    echo "skipped: no chromium (on Debian: apt-get install chromium)"
    echo "0 passed, 0 failed"
    exit 0
fi

site=$(mktemp -d)
trap 'rm -rf "$site"' EXIT
dotnet publish -c Release src/FastOpt.Playground -o "$site" -v quiet --nologo
dotnet build -c Release tests/FastOpt.Playground.Tests -v quiet --nologo
export FASTOPT_PLAYGROUND_SITE="$site/wwwroot"
# A file is sent in Brotli where that form of it is there.
size=$(find "$site/wwwroot" -type f ! -name '*.br' ! -name '*.gz' | while read -r file; do
    [ -e "$file.br" ] && stat -c %s "$file.br" || stat -c %s "$file"; done | awk '{ sum += $1 } END { print sum }')
echo "download in Brotli: $size bytes"

tests=tests/FastOpt.Playground.Tests/bin/Release/net10.0/FastOpt.Playground.Tests
if [ "$mode" = pictures ]; then
    mkdir -p docs/playground
    "$tests" -noColor -explicit only -class "*.Browser.Screenshots" -parallel none
    exit
fi
"$tests" -noColor -explicit only -class "*.Browser.Measurements" -showLiveOutput | grep -E 'usable|download|frames|FAIL' | sed 's/.*\[OUTPUT\] //' || true
[ "$mode" = measure ] && exit 0
log=$(mktemp)
status=0
"$tests" -noColor -class "*.Browser.*" -parallel none | tee "$log" || status=$?
count() { # A number of the runner's closing line; without one, the second argument.
    grep -oE "$1: [0-9]+" "$log" | tail -1 | grep -oE '[0-9]+' || echo "$2"
}
failed=$(count Failed 1)
passed=$(($(count Total 1) - failed - $(count Skipped 0) - $(count 'Not Run' 0)))
rm -f "$log"
echo "$passed passed, $failed failed"
exit "$status"
