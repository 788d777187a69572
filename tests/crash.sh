#!/usr/bin/env bash
# What a failing disk does to a checkpoint: fsync and rename fail by strace's injection, and the old files must be whole.
# Usage: tests/crash.sh. Ends with "N passed, N failed"; skips with a reason where strace is missing or may not trace.
set -euo pipefail
cd "$(dirname "$0")/.."
if ! command -v strace > /dev/null; then
    echo "skipped: strace is not installed (Debian: apt-get install strace)"
    echo "0 passed, 0 failed"
    exit 0
fi
if ! strace -o /dev/null true 2> /dev/null; then
    echo "skipped: strace may not trace processes here"
    echo "0 passed, 0 failed"
    exit 0
fi

program=tests/FastOpt.Crash/bin/Release/net10.0/FastOpt.Crash
[ -x "$program" ] || dotnet build -c Release tests/FastOpt.Crash -v q
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
passed=0 failures=0

# The same run, not disturbed.
"$program" child "$folder/whole" > "$folder/whole.txt"
expected=$(grep '^digest ' "$folder/whole.txt")

for fault in fsync:error=EIO fsync:error=ENOSPC rename,renameat,renameat2:error=EIO pwrite64:error=ENOSPC; do # of fsync, odd calls are files and even ones their folder
    calls=${fault%%:*}
    for when in 1 2 9 40; do
        rm -rf "$folder/run"
        status=0
        strace -f -qq -o "$folder/trace" -e trace="$calls" -e inject="$fault:when=$when" "$program" child "$folder/run" > "$folder/out.txt" 2> "$folder/err.txt" || status=$?
        if ! grep -q INJECTED "$folder/trace"; then
            echo "FAILED $fault at call $when: it was not injected"
            failures=$((failures + 1))
            continue
        fi
        error=$(grep -m 1 -o 'IOException: .*' "$folder/err.txt" || true)
        durable=$(grep '^durable ' "$folder/out.txt" | tail -1 || true)
        "$program" child "$folder/run" > "$folder/resumed.txt" 2>&1 || true
        if [ "$status" -ne 0 ] && [ -n "$error" ] && [ "$(grep '^digest ' "$folder/resumed.txt")" = "$expected" ] && ! grep -q 'passed over' "$folder/resumed.txt"; then
            echo "ok     $fault at call $when: ended with one error (${durable:-nothing durable}); resumed $(grep -m 1 '^from ' "$folder/resumed.txt"), equal to the undisturbed run"
            passed=$((passed + 1))
        else
            echo "FAILED $fault at call $when: status $status, error '${error}', resumed: $(tail -1 "$folder/resumed.txt")"
            failures=$((failures + 1))
        fi
    done
done
echo "$passed passed, $failures failed"
[ "$failures" -eq 0 ]
