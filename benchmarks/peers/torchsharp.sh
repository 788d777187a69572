#!/bin/sh
# Builds FastOpt.TorchSharpPeer where it is older than its sources, and becomes it. Says `skipped REASON` where it cannot.
#
# libtorch 2.10 asks for GLIBCXX_3.4.32, which Debian 12's libstdc++ lacks; all that it needs of it is one function. There the requirement is marked weak in the
# output's own copies of the libraries, and the function comes from a shim of one line.
directory=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
project=${1:-$directory/../FastOpt.TorchSharpPeer}
assembly=FastOpt.TorchSharpPeer
. "$directory/build_peer.sh"

if ! ldconfig -p 2>/dev/null | awk '/libstdc\+\+\.so\.6/ { print $NF; exit }' | xargs grep -q GLIBCXX_3.4.32; then
    if [ ! -f "$output/shim.so" ]; then
        printf '#include <ios>\nextern "C" void _ZSt21ios_base_library_initv() { static std::ios_base::Init i; }\n' >"$output/shim.cpp"
        if ! g++ -shared -fPIC "$output/shim.cpp" -o "$output/shim.so" || ! python3 "$directory/weaken_versions.py" GLIBCXX_3.4.32 "$output"/*.so; then
            echo "skipped this libstdc++ has no GLIBCXX_3.4.32, and g++ or python3 is missing"
            exit 77
        fi
    fi
    export LD_PRELOAD="$output/shim.so"
fi

exec dotnet "$program"
