#!/usr/bin/env bash
# Several processes train one network, under Open MPI and MPICH, by the JIT and by NativeAOT: equal bits for 1 to 4 processes and 1 or 2 threads, clear ends when a process is missing, runs that are
# cut and go on with other processes, and `fastopt train digits --distributed`.
# Usage: tests/mpi.sh          all of it
#        tests/mpi.sh jit      without NativeAOT
# Installs nothing: what is not there is said to be skipped (Debian: apt-get install openmpi-bin mpich). Ends with "N passed, N failed".
set -uo pipefail
cd "$(dirname "$0")/.."
passed=0
failed=0
launchers=()
if command -v mpirun.openmpi > /dev/null; then launchers+=(openmpi); fi
if command -v mpirun.mpich > /dev/null; then launchers+=(mpich); fi
if [ ${#launchers[@]} -eq 0 ] && command -v mpirun > /dev/null; then
    if mpirun --version 2>&1 | grep -q 'Open MPI'; then launchers+=(openmpi); else launchers+=(mpich); fi
fi
for one in openmpi mpich; do
    [[ " ${launchers[*]} " == *" $one "* ]] || echo "skipped: what runs under $one, for its mpirun is not installed"
done
if [ ${#launchers[@]} -eq 0 ]; then
    echo "0 passed, 0 failed"
    exit 0
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
dotnet build -c Release tests/FastOpt.Mpi.Ranks -v q --nologo || exit 1
dotnet build -c Release src/FastOpt.Cli -v q --nologo || exit 1
declare -A program=([jit]=tests/FastOpt.Mpi.Ranks/bin/Release/net10.0/FastOpt.Mpi.Ranks)
fastopt=src/FastOpt.Cli/bin/Release/net10.0/FastOpt.Cli
kinds=(jit)
if [ "${1:-}" != jit ]; then
    case "$(uname -m)" in aarch64 | arm64) runtime=linux-arm64 ;; *) runtime=linux-x64 ;; esac
    # Trim and AOT analysis run in the publish; a warning is an error.
    dotnet publish -c Release -r "$runtime" -p:RanksNative=true tests/FastOpt.Mpi.Ranks -o "$folder/native" -v q --nologo || exit 1
    program[native]=$folder/native/FastOpt.Mpi.Ranks
    kinds+=(native)
fi

launch() { # launcher, processes, options of the launcher …, --, command …
    local launcher=$1 processes=$2 options=()
    shift 2
    while [ "$1" != -- ]; do options+=("$1") && shift; done
    shift
    local mpirun=mpirun.$launcher
    command -v "$mpirun" > /dev/null || mpirun=mpirun
    [ "$launcher" = openmpi ] && options+=(--allow-run-as-root --oversubscribe)
    timeout -k 10 600 "$mpirun" "${options[@]}" -np "$processes" "$@" < /dev/null
}

check() { # what, condition …
    local what=$1
    shift
    if "$@"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED $what"
        sed 's/^/    /' "$folder/out.txt" "$folder/err.txt" | head -20
    fi
}

run() { launch "$@" > "$folder/out.txt" 2> "$folder/err.txt"; } # its status is the launcher's
says() { grep -aq "$1" "$folder/out.txt"; }
tells() { grep -aqE "$1" "$folder/err.txt"; }
hash_is() { [ -n "$1" ] && [ "$(grep -ao 'sha256 .*' "$folder/out.txt")" = "$1" ]; }
fails() { [ "$1" -ne 0 ] && [ "$1" -ne 124 ] && [ "$1" -ne 137 ]; } # not by the time limit either

echo "== exchanges of random lengths"
for launcher in "${launchers[@]}"; do
    for kind in "${kinds[@]}"; do
        for processes in 1 2 3 4; do
            run "$launcher" "$processes" -- "${program[$kind]}" exchange
            check "exchanges, $launcher, $kind, $processes processes" says 'ok: 500 rounds'
            run "$launcher" "$processes" -- "${program[$kind]}" arguments
            check "bad calls, $launcher, $kind, $processes processes" says 'ok: 15 bad calls'
        done
    done
done

echo "== 200 steps: losses, weights, buffers and states"
for network in dense normalized convolutional; do
    expected=
    for launcher in "${launchers[@]}"; do
        for kind in "${kinds[@]}"; do
            for processes in 1 2 3 4; do
                for threads in 1 2; do
                    run "$launcher" "$processes" -- "${program[$kind]}" steps "$network" --threads "$threads"
                    : "${expected:=$(grep -ao 'sha256 .*' "$folder/out.txt")}"
                    check "$network, $launcher, $kind, $processes processes, $threads threads" hash_is "$expected"
                done
            done
            run "$launcher" 3 -- "${program[$kind]}" steps "$network" --share 1
            check "$network, $launcher, $kind, 3 processes that bring shares of their own" hash_is "$expected"
            for processes in 2 3; do
                run "$launcher" "$processes" -- "${program[$kind]}" steps "$network" --memory 0
                check "$network, $launcher, $kind, $processes processes that send what the others need" hash_is "$expected"
            done
        done
    done
    echo "$network: $expected"
done

echo "== what goes wrong"
for launcher in "${launchers[@]}"; do
    for kind in "${kinds[@]}"; do
        fault() { # case, expected error, options of the launcher …
            local name=$1 error=$2 status=0
            shift 2
            run "$launcher" 3 "$@" -- "${program[$kind]}" fail "$name" --deadline 4 || status=$?
            if [ -n "$error" ]; then check "$name, $launcher, $kind: the error" tells "$error"; fi
            [ $# -gt 0 ] || check "$name, $launcher, $kind: exit code $status" fails "$status"
        }
        fault stop 'MpiException: Process 1 (did not come within 4 s to exchange 21|is missing)'
        # A launcher itself ends all processes once one is killed. Open MPI's can be told not to, and leaves them to us; MPICH's does it in any case.
        if [ "$launcher" = openmpi ]; then
            fault kill 'MpiException: Process 1 (did not come within 4 s to exchange 21|is missing)' --enable-recovery --mca orte_abort_on_non_zero_status 0
        fi
        fault fewer 'MpiException: Process 1 has ended behind exchange 20'
        fault throws 'process 1: InvalidDataException: an error of this process alone'
        fault length 'MpiException: Process 1 sent 63 bytes in exchange 21'
        fault longer 'MpiException: Process 1 sent more than 64 bytes in exchange 21'
        fault differ 'MpiException: The processes differ in batch size: 64 on processes 0, 2; 32 on process 1'
        status=0
        run "$launcher" 3 -- "${program[$kind]}" fail kill || status=$?
        check "kill, $launcher, $kind: the launcher's own end" [ "$status" -ne 0 ] && [ "$status" -ne 124 ]
    done
done
if [ ${#launchers[@]} -eq 2 ]; then
    run openmpi 2 -- env FASTOPT_MPI_LIBRARY=libmpich.so.12 "${program[jit]}" exchange
    check "a library of another MPI, openmpi" tells 'The launcher started 2 processes \(OMPI_COMM_WORLD_SIZE\), but MPICH'
    run mpich 2 -- env FASTOPT_MPI_LIBRARY=libmpi.so.40 "${program[jit]}" exchange
    check "a library of another MPI, mpich" tells 'The launcher started 2 processes \(PMI_SIZE\), but Open MPI'
fi
run "${launchers[0]}" 2 -- env FASTOPT_MPI_LIBRARY=libnothing.so "${program[jit]}" exchange
check "a library that is not there" tells "The MPI library 'libnothing.so' cannot be loaded"
run "${launchers[0]}" 2 -- env FASTOPT_MPI_LIBRARY=libc.so.6 "${program[jit]}" exchange
check "a library that is no MPI" tells "'libc.so.6' is no MPI library"

echo "== runs that are cut and go on with other processes"
run "${launchers[0]}" 2 -- "${program[jit]}" page "$folder/page"
check "the code of docs/distributed.md" says 'ok: Completed, 3 checkpoints, weights True, loss below 1 True'
first=${launchers[0]} second=${launchers[-1]}
for kind in "${kinds[@]}"; do
    mkdir -p "$folder/$kind"
    run "$first" 1 -- "${program[$kind]}" fit "$folder/$kind/whole"
    : "${whole:=$(grep -ao 'sha256 .*' "$folder/out.txt")}"
    check "a whole run, $kind, 1 process" hash_is "$whole"
    run "$second" 4 -- "${program[$kind]}" fit "$folder/$kind/four" --threads 2
    check "a whole run, $kind, 4 processes, 2 threads" hash_is "$whole"
    for cut in "2 cancel 23 3" "4 cancel 7 1" "3 kill 31 2" "2 kill 9 4" "1 cancel 41 3"; do
        read -r before how step after <<< "$cut"
        run "$first" "$before" -- "${program[$kind]}" fit "$folder/$kind/$how$step" --cut "$step" --how "$how" || true
        run "$second" "$after" -- "${program[$kind]}" fit "$folder/$kind/$how$step" --resume 1
        check "$kind: $before processes, $how behind step $step, goes on with $after" hash_is "$whole"
        from=$step
        [ "$how" = kill ] && from=$(((step - 1) / 4 * 4))
        check "$kind: goes on from step $from at least" eval "says 'from step [1-9]' && [ \$(grep -ao 'from step [0-9]*' '$folder/out.txt' | grep -o '[0-9]*\$') -ge $((from < 9 ? from : from - 4)) ]"
    done
done
for odd in data:'training data: 530 examples' weights:"the network's weights" epochs:'epochs: 6 on process 0; 7 on process 1'; do
    run "$first" 2 -- "${program[jit]}" fit "$folder/odd-${odd%%:*}" --odd "${odd%%:*}"
    check "processes that differ in ${odd%%:*}" tells "MpiException: The processes differ in ${odd#*:}"
done
run "$first" 2 -- "${program[jit]}" fit "$folder/folders" --cut 23 || true
run "$first" 2 -- "${program[jit]}" fit "$folder/folders" --resume 1 --odd folder
check "a process that does not see the checkpoints" tells 'MpiException: The processes differ in the step from which the run goes on .*: 23 on process 0; 0 on process 1'

echo "== fastopt train --distributed"
for model in digits digits-cnn iris; do
    epochs=2
    [ $model = iris ] && epochs=20
    "$fastopt" train $model --distributed --epochs $epochs --save "$folder/$model-alone.safetensors" > "$folder/out.txt" 2> "$folder/err.txt"
    for processes in 1 2 3 4; do
        run "${launchers[$((processes % ${#launchers[@]}))]}" "$processes" -- "$fastopt" train $model --distributed --epochs $epochs --save "$folder/$model-$processes.safetensors"
        check "fastopt train $model, $processes processes: the same bytes" cmp -s "$folder/$model-alone.safetensors" "$folder/$model-$processes.safetensors"
        check "fastopt train $model, $processes processes: one of them prints" [ "$(grep -ac '^epoch\|epoch  *1/' "$folder/out.txt")" -le $epochs ]
    done
done
status=0
run "$first" 3 -- "$fastopt" train digits --distributed --data /nowhere || status=$?
check "fastopt: an error of all is said once" [ "$(grep -ac 'fastopt: /nowhere' "$folder/err.txt")" -eq 1 ]
check "fastopt: exit code $status" fails "$status"
FASTOPT_MPI_LIBRARY=libnothing.so "$fastopt" train iris --distributed > "$folder/out.txt" 2> "$folder/err.txt"
check "fastopt: no MPI" tells "^fastopt: The MPI library 'libnothing.so' cannot be loaded"

check "no shared memory is left" [ -z "$(ls /dev/shm 2> /dev/null | grep '^fastopt-')" ]

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
