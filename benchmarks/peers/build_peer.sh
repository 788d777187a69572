# To be sourced with `project`, the peer's folder, and `assembly`, its name: builds it where it is older than its sources; sets `output` and `program`.
# What a script has made of the libraries of an older build is gone then.
output=$project/bin/Release/net10.0/linux-x64
program=$output/$assembly.dll

if [ ! -f "$program" ] || [ -n "$(find "$project" "$project/../FastOpt.Benchmarks/Peers" -name '*.cs*' -not -path '*/obj/*' -newer "$program")" ]; then
    if ! dotnet build "$project" -c Release --nologo -v quiet >"${TMPDIR:-/tmp}/$assembly.log" 2>&1; then
        echo "skipped it does not build: $(grep -m 1 error "${TMPDIR:-/tmp}/$assembly.log")"
        exit 77
    fi
    touch "$program"
    rm -f "$output/shim.so"
fi
