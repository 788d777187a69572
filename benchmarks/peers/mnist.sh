#!/usr/bin/env bash
# 784-128-10 on MNIST, Adam 1e-3, batch 64: `fastopt train digits` and PyTorch side by side, on one core, interleaved in one run. With MODEL=digits-cnn (lenet.sh) LeNet-5,
# Adam 2e-3, which both multiply by 0.8 after each epoch.
#
# Install:  apt-get install python3-torch        (Debian 12: PyTorch 1.13, CPU)
# Run:      benchmarks/peers/mnist.sh DIR        (the folder of MNIST's four files)
#           MODEL=digits ROUNDS=5 EPOCHS=10 BATCH=64 CORE=0 PYTHON=python3 can be set in the environment;
#           FASTOPT names another program to measure, such as a native one.
#
# Both clocks run over the training steps and leave out loading, evaluation and start-up. PyTorch's batches are cut out of shuffled data outside its
# clock; fastopt's clock includes shuffling and gathering, and the compilation of its code by the JIT.
set -euo pipefail
export LC_ALL=C.UTF-8

repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
data=${1:?give the folder of MNIST's four files}
rounds=${ROUNDS:-5} epochs=${EPOCHS:-10} batch=${BATCH:-64} core=${CORE:-0} model=${MODEL:-digits}
case $model in
    digits) rate=1e-3 ;;
    digits-cnn) rate=2e-3 ;;
    *) echo "MODEL is digits or digits-cnn, not '$model'" >&2; exit 1 ;;
esac

if [[ ! -d $data ]]; then
    echo "skipped: no MNIST files at $data"
    exit 0
fi

# Debian's torch belongs to Debian's Python, which need not be the first on the path.
python=
for candidate in "${PYTHON:-python3}" /usr/bin/python3; do
    if [[ -z $python ]] && "$candidate" -c 'import torch' 2> /dev/null; then
        python=$candidate
    fi
done
if [[ -z $python ]]; then
    echo "skipped: PyTorch is not installed (apt-get install python3-torch)"
    exit 0
fi

fastopt=${FASTOPT:-}
if [[ -z $fastopt ]]; then
    build=$(dotnet build -c Release "$repository/src/FastOpt.Cli" --nologo -v quiet) || { echo "$build"; exit 1; }
    fastopt=$repository/src/FastOpt.Cli/bin/Release/net10.0/FastOpt.Cli
fi

pin=()
if command -v taskset > /dev/null; then
    pin=(taskset -c "$core")
fi

# Prints "seconds accuracy" from the output of one run.
figures() { awk '/^training time/ { time = $3 } /^test accuracy/ { accuracy = $3 } END { print time, accuracy }'; }
median() { sort -n | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }
column() { awk -v c="$1" '{ print $c }' <<< "$2" | median; }

options=(--epochs "$epochs" --batch "$batch" --learning-rate "$rate")
ours="" theirs=""
printf '%-8s%14s%14s\n' round 'fastopt s' 'PyTorch s'
for ((round = 1; round <= rounds; round++)); do
    a=$("${pin[@]}" "$fastopt" train "$model" --data "$data" "${options[@]}" --seed "$round" | figures)
    b=$("${pin[@]}" "$python" "$repository/benchmarks/peers/mnist_pytorch.py" "$data" --model "$model" "${options[@]}" --seed "$round" | figures)
    ours+=${ours:+$'\n'}$a theirs+=${theirs:+$'\n'}$b
    printf '%-8s%14s%14s\n' "$round" "${a% *}" "${b% *}"
done

our_time=$(column 1 "$ours") their_time=$(column 1 "$theirs")
printf '%-8s%14s%14s\n' median "$our_time" "$their_time"
printf '%-8s%12s %%%12s %%\n' accuracy "$(column 2 "$ours")" "$(column 2 "$theirs")"
awk -v a="$our_time" -v b="$their_time" 'BEGIN { printf "PyTorch / fastopt: %.2f\n", b / a }'
