#!/usr/bin/env bash
# Publishes the NativeAOT test programs and runs them: with the package's default level (v3), and for this machine (native).
# Usage: tests/aot.sh            both levels
#        tests/aot.sh default    one of them: default, native
# Needs what NativeAOT needs: clang or gcc, and zlib. Exits non-zero when a check fails, a publish warns about IL, or the smallest trainer is too large.
set -euo pipefail
cd "$(dirname "$0")"
output=$(mktemp -d)
trap 'rm -rf "$output"' EXIT
largest=$((3 * 1000 * 1000))
levels=("${@:-default}")
[ $# -eq 0 ] && levels=(default native)

publish() { # project, level
    local options=()
    [ "$2" = native ] && options=(-p:IlcInstructionSet=native)
    # Trim and AOT analysis run in every publish; a warning is an error, so an IL warning stops here.
    dotnet publish "$1" -c Release -r "$(runtime)" -o "$output/$1-$2" "${options[@]}" --nologo -v quiet
}

runtime() { case "$(uname -m)" in aarch64 | arm64) echo linux-arm64 ;; *) echo linux-x64 ;; esac; }

expected() { # level: what FastOptInfo must report
    case "$(uname -m):$1" in
        aarch64:* | arm64:*) echo AdvSimd ;;
        *:default) echo AVX2 ;;
        *) if grep -q -m1 avx512f /proc/cpuinfo 2>/dev/null; then echo AVX-512; else echo AVX2; fi ;;
    esac
}

failed=0
for level in "${levels[@]}"; do
    echo "== $level"
    publish FastOpt.AotTests "$level"
    "$output/FastOpt.AotTests-$level/FastOpt.AotTests" "$(expected "$level")" || failed=1

    publish FastOpt.AotSize "$level"
    trainer="$output/FastOpt.AotSize-$level/FastOpt.AotSize"
    bytes=$(wc -c < "$trainer")
    echo "smallest trainer: $bytes bytes, at most $largest"
    if "$trainer" && [ "$bytes" -le "$largest" ]; then
        echo "1 passed, 0 failed"
    else
        echo "0 passed, 1 failed"
        failed=1
    fi
done
exit "$failed"
