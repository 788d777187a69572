#!/usr/bin/env bash
# LeNet-5 on MNIST: `fastopt train digits-cnn` and PyTorch side by side. All else as in mnist.sh.
set -euo pipefail
MODEL=digits-cnn exec "$(dirname "${BASH_SOURCE[0]}")/mnist.sh" "$@"
