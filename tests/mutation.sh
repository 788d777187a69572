#!/usr/bin/env bash
# Mutation check: puts each fault of tests/mutation/mutants.txt into a scratch clone's compiler or runtime, one at a time, and runs the tests until one notices.
# First the compiler's own tests, which generate, compile and run in memory; what they let pass meets the whole suite of the engine, at every instruction set.
# Recordings of generated code and of the public surface, and the test that this list fits the sources, notice any change of text and prove nothing: they are left out.
# Usage: tests/mutation.sh                 all faults of the committed state
#        tests/mutation.sh --only 7,11     some of them
#        tests/mutation.sh --from 7        that one and those behind it
#        tests/mutation.sh --quick         the compiler's tests against the oracle alone: what they let pass is not yet a survivor
# Prints a line for each, then the rate and the survivors. Exits non-zero below 95 %, or when a fault no longer fits the sources.
set -uo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
only=; from=1; quick=
while [ $# -gt 0 ]; do
    case "$1" in
        --only) only=,$2,; shift 2 ;;
        --from) from=$2; shift 2 ;;
        --quick) quick=yes; shift ;;
        *) sed -n 2,10p "$0"; exit 2 ;;
    esac
done

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
git clone --quiet --shared "$root" "$scratch/tree" && cd "$scratch/tree" || exit 1
mutants=tests/mutation/mutants.txt
library=src/FastOpt
tests=tests/FastOpt.Generators.Tests/bin/Release/net10.0
log=$scratch/log.txt

first_look() { # The compiler's tests that run generated code against an oracle.
    dotnet "$tests/FastOpt.Generators.Tests.dll" -noColor -stopOnFail -class 'FastOpt.Generators.Tests.Networks.*' -class '*ExecutionTests' >"$log" 2>&1
}

in_memory() { # The others of them, but for recordings of text and the test of the list of faults, and for the hashes, which the engine's own tests look at sooner.
    dotnet "$tests/FastOpt.Generators.Tests.dll" -noColor -stopOnFail -class- 'FastOpt.Generators.Tests.Snapshot*' -class- 'FastOpt.Generators.Tests.PublicApi*' -class- '*RepositoryTests' \
        -class- 'FastOpt.Generators.Tests.Bits*' -class- 'FastOpt.Generators.Tests.Networks.*' -class- '*ExecutionTests' >"$log" 2>&1
}

whole_suite() { # The engine's tests, its child processes included, and those of members.
    for suite in FastOpt.Tests FastOpt.Members.Tests; do
        dotnet build "tests/$suite" -c Release --nologo -v quiet >"$log" 2>&1 &&
            dotnet "tests/$suite/bin/Release/net10.0/$suite.dll" -noColor -stopOnFail >"$log" 2>&1 || return 1
    done
}

noticed_by() { grep -m1 -oE 'FastOpt\.[A-Za-z.]*Tests\.[^ (]+' <(grep -E '\[FAIL\]' "$log") || { grep -m1 -oE 'error [A-Z]+[0-9]+' "$log" || echo 'a crash'; }; }

echo "commit $(git rev-parse --short HEAD)"
dotnet build tests/FastOpt.Generators.Tests -c Release --nologo -v quiet || exit 1
{ first_look && { [ -n "$quick" ] || { in_memory && whole_suite; }; }; } || { echo "The tests fail without any fault:"; tail -20 "$log"; exit 1; }

killed=0; tried=0; unfit=0; survivors=()
while read -r number name; do
    [ -z "$only" ] || [[ "$only" == *,$((10#$number)),* ]] || continue
    [ "$((10#$number))" -ge "$from" ] || continue
    git checkout --quiet -- generators src
    started=$SECONDS
    if ! message=$(python3 tests/mutation/apply.py "$mutants" . apply "$((10#$number))" 2>&1) ||
        ! dotnet build "$library" -c Release -f net10.0 --no-restore --nologo -v quiet -p:RunAnalyzers=false >"$log" 2>&1; then
        echo "$number UNFIT     $name: ${message:-$(grep -m1 -oE 'error .*' "$log")}"
        unfit=$((unfit + 1))
        continue
    fi

    tried=$((tried + 1))
    cp generators/FastOpt.Generators/bin/Release/netstandard2.0/FastOpt.Generators.dll "$library/bin/Release/net10.0/FastOpt.dll" "$tests/"
    if ! first_look || { [ -z "$quick" ] && ! { in_memory && whole_suite; }; }; then
        killed=$((killed + 1))
        echo "$number killed    $name ($(noticed_by), $((SECONDS - started)) s)"
    else
        survivors+=("$number $name")
        echo "$number SURVIVED  $name ($((SECONDS - started)) s)"
    fi
done < <(python3 tests/mutation/apply.py "$mutants" . list)

echo "$killed of $tried faults noticed, $unfit no longer fit"
for survivor in "${survivors[@]}"; do echo "survivor: $survivor"; done
[ "$unfit" -eq 0 ] && [ "$tried" -gt 0 ] && [ $((killed * 100)) -ge $((tried * 95)) ]
