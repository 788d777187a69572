#!/usr/bin/env bash
# Publishes the NativeAOT test programs and runs them: for NativeAOT's own default (baseline) and with the package's default level (v3) for .NET 9, and for this
# machine (native) for .NET 10, for programs for .NET 9 have no 512 bits;
# each run proves its instruction set. So is the corpus of the adversary, whose source its own program prints. Then trains fastopt's digits natively and under the JIT: the losses and accuracies are the same.
# Usage: tests/aot.sh               all levels
#        tests/aot.sh v3 native     some of them: baseline, v3, native
# Needs what NativeAOT needs: clang or gcc, and zlib. Exits non-zero when a check fails, a publish warns about IL, or the smallest trainer is too large.
set -euo pipefail
cd "$(dirname "$0")"
output=$(mktemp -d)
trap 'rm -rf "$output"' EXIT
largest=$((3 * 1000 * 1000))
levels=("$@")
[ $# -eq 0 ] && levels=(baseline v3 native)

publish() { # project, level, options
    local options=()
    [ "$2" = native ] && options=(-p:IlcInstructionSet=native -p:AotFramework=net10.0)
    [ "$2" = baseline ] && options=(-p:FastOptInstructionSet=baseline)
    # Trim and AOT analysis run in every publish; a warning is an error, so an IL warning stops here.
    dotnet publish "$1" -c Release -r "$(runtime)" -o "$output/$1-$2" "${options[@]}" "${@:3}" --nologo -v quiet
}

runtime() { case "$(uname -m)" in aarch64 | arm64) echo linux-arm64 ;; *) echo linux-x64 ;; esac; }

expected() { # level: what FastOptInfo must report
    case "$(uname -m):$1" in
        aarch64:* | arm64:*) echo AdvSimd ;;
        *:baseline) echo SSE ;;
        *:v3) echo AVX2 ;;
        *) if grep -q -m1 avx512f /proc/cpuinfo 2>/dev/null; then echo AVX-512; else echo AVX2; fi ;;
    esac
}

bits() { # level: what the corpus must report
    case "$(expected "$1")" in
        AVX-512) echo "512 bits, with FMA" ;;
        AVX2) echo "256 bits, with FMA" ;;
        AdvSimd) echo "128 bits, with FMA" ;;
        *) echo "128 bits, without FMA" ;;
    esac
}

failed=0
dotnet run -c Release --project FastOpt.AotCorpus > "$output/Corpus.cs"
for level in "${levels[@]}"; do
    echo "== $level"
    publish FastOpt.AotTests "$level"
    "$output/FastOpt.AotTests-$level/FastOpt.AotTests" "$(expected "$level")" || failed=1

    publish FastOpt.AotCorpus "$level" "-p:Corpus=$output/Corpus.cs"
    "$output/FastOpt.AotCorpus-$level/FastOpt.AotCorpus" "$(bits "$level")" || failed=1

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

echo "== fastopt, native beside the JIT"
program=../src/FastOpt.Cli
dotnet publish "$program" -c Release -p:FastOptNative=true -o "$output/fastopt" --nologo -v quiet
dotnet build "$program" -c Release --nologo -v quiet
accuracies() { grep -oE 'epoch +[0-9]+/[0-9]+ +loss [0-9.]+ +test accuracy [0-9.]+ %'; }
"$output/fastopt/fastopt" train digits --epochs 3 | accuracies > "$output/native.txt"
dotnet run --no-build -c Release --project "$program" -- train digits --epochs 3 | accuracies > "$output/jit.txt"
cat "$output/native.txt"
if [ -s "$output/native.txt" ] && diff "$output/jit.txt" "$output/native.txt"; then
    echo "1 passed, 0 failed"
else
    echo "0 passed, 1 failed"
    failed=1
fi
"$output/fastopt/fastopt" race --landscape Himmelblau --optimizers all --csv "$output/native.csv" > "$output/native.txt"
dotnet run --no-build -c Release --project "$program" -- race --landscape Himmelblau --optimizers all --csv "$output/jit.csv" > "$output/jit.txt"
if [ -s "$output/native.csv" ] && cmp "$output/jit.csv" "$output/native.csv" && cmp "$output/jit.txt" "$output/native.txt"; then
    echo "1 passed, 0 failed"
else
    echo "0 passed, 1 failed"
    failed=1
fi
exit "$failed"
