#!/usr/bin/env bash
# The same bits on ARM64: publishes six reference models (tests/FastOpt.Platforms) for linux-arm64, trains them under emulation and here, and prints the SHA-256 of each one's state: weights,
# moments, running statistics. Times under emulation say nothing about speed.
# Usage: tests/arm64.sh
# Needs clang, the cross compiler's C library and qemu; on Debian it installs what is missing, where it may. On an ARM64 machine nothing is emulated.
# Ends with "N passed, N failed", and non-zero when a model differs or the program does not run.
set -euo pipefail
cd "$(dirname "$0")"
output=$(mktemp -d)
trap 'rm -rf "$output"' EXIT
sysroot=/usr/aarch64-linux-gnu

if [ "$(uname -m)" = x86_64 ] && ! { command -v clang && command -v qemu-aarch64-static && [ -e "$sysroot/lib/libc.so.6" ]; } >/dev/null; then
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends clang lld gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user-static; } >/dev/null
fi

# FastOpt for one framework: the packs of others are not needed for a platform that only this one is for.
dotnet publish FastOpt.Platforms -c Release -r linux-arm64 -o "$output/program" -p:FastOptFrameworks=net10.0 -p:CppCompilerAndLinker=clang --nologo -v quiet
emulate=()
[ "$(uname -m)" = x86_64 ] && emulate=(qemu-aarch64-static -L "$sysroot")
echo "ARM64: $("${emulate[@]}" "$output/program/FastOpt.Platforms" "$output/arm64")"

echo "here:  $(dotnet run -c Release --project FastOpt.Platforms -- "$output/here" | tail -1)"

passed=0
failed=0
for model in "$output"/here/*; do
    name=$(basename "$model")
    here=$(sha256sum < "$model" | cut -d' ' -f1)
    there=$(sha256sum < "$output/arm64/$name" | cut -d' ' -f1)
    if [ "$here" = "$there" ]; then
        echo "$here  $name"
        passed=$((passed + 1))
    else
        echo "FAILED $name: $here here, $there on ARM64"
        failed=$((failed + 1))
    fi
done

[ $((passed + failed)) -eq 6 ] || failed=$((failed + 1))
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
