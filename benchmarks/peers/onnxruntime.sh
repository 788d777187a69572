#!/bin/sh
# Builds FastOpt.OnnxRuntimePeer where it is older than its sources, and becomes it. Says `skipped REASON` where it cannot.
directory=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
project=${1:-$directory/../FastOpt.OnnxRuntimePeer}
assembly=FastOpt.OnnxRuntimePeer
. "$directory/build_peer.sh"

exec dotnet "$program"
