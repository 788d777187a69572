#!/usr/bin/env bash
# Training in WebAssembly: publishes three reference models (tests/FastOpt.Wasm), trains them interpreted in node, or in a headless Chromium where there is
# no node, trains them here under the JIT, and compares every loss, weight and running statistic within 1e-5: without fused multiply-adds the last bits differ.
# Usage: tests/wasm.sh            interpreted
#        tests/wasm.sh ahead      compiled ahead, too; needs the wasm-tools workload, and says so where it is not there
#        tests/wasm.sh browser    in Chromium though node is there
# Needs no workload. Ends with "N passed, N failed"; skips with a reason where neither node nor Chromium is there.
set -euo pipefail
cd "$(dirname "$0")"
output=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$output"' EXIT

chromium=
for name in chromium chromium-browser google-chrome; do
    [ -n "$chromium" ] || chromium=$(command -v "$name" || true)
done
node=$(command -v node || true)
[ "${1:-}" = browser ] && node=
if [ -z "$node" ] && [ -z "$chromium" ]; then
    echo "skipped: neither node nor chromium is on this machine, so nothing here runs WebAssembly."
    echo "0 passed, 0 failed"
    exit 0
fi

publish() { # folder, options
    # FastOpt for one framework: the packs of others are not needed. Trim analysis runs in the publish; a warning is an error.
    dotnet publish FastOpt.Wasm -c Release -o "$output/$1" -p:FastOptFrameworks=net10.0 "${@:2}" --nologo -v quiet
}

run() { # folder: prints what the program prints
    if [ -n "$node" ]; then
        (cd "$output/$1/wwwroot" && "$node" main.mjs)
        return
    fi
    # Served from loopback, for a page from a file may not load modules.
    python3 -u -m http.server --bind 127.0.0.1 --directory "$output/$1/wwwroot" 0 > "$output/server" 2>&1 &
    server=$!
    until port=$(grep -oE 'port [0-9]+' "$output/server" | cut -d' ' -f2) && [ -n "$port" ]; do
        kill -0 "$server" || { cat "$output/server"; return 1; }
    done
    "$chromium" --headless --no-sandbox --disable-gpu --virtual-time-budget=600000 --dump-dom "http://127.0.0.1:$port/index.html" 2> /dev/null | sed 's/<[^>]*>//g'
    kill "$server"
    server=
}

failed=0
compare() { # folder
    run "$1" > "$output/$1.txt" || { cat "$output/$1.txt"; echo "FAILED the program in WebAssembly"; }
    grep '^instructions' "$output/$1.txt" || true
    dotnet run -c Release --project FastOpt.Wasm.Comparison -p:FastOptFrameworks=net10.0 -- "$output/$1.txt" || failed=1
}

echo "== interpreted, in ${node:-$chromium}"
publish interpreted
compare interpreted
if [ "${1:-}" = ahead ]; then
    echo "== compiled ahead"
    if publish ahead -p:RunAOTCompilation=true > "$output/ahead.log" 2>&1; then
        compare ahead
    else
        echo "skipped: $(grep -m1 -oE 'error [A-Z]+[0-9]+: [^[]*' "$output/ahead.log" || tail -1 "$output/ahead.log")"
    fi
fi
exit "$failed"
