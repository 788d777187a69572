namespace FastOpt.Generators.Tests;

/// <summary>What each pass leaves of <see cref="Samples.Residual"/>, in order.</summary>
internal static class ResidualPasses
{
    public static readonly Dictionary<string, string> Passes = new()
    {
        ["build"] =
            """
            x = the caller's examples
            dense1 = x · dense1.weight + dense1.bias
            batchnorm1.statistics = mean, variance of dense1 over the batch
            batchnorm1 = BatchNorm(dense1, mean, variance, scale, shift)
            relu1 = Relu(batchnorm1)
            dense2 = relu1 · dense2.weight + dense2.bias
            batchnorm2.statistics = mean, variance of dense2 over the batch
            batchnorm2 = BatchNorm(dense2, mean, variance, scale, shift)
            add1 = batchnorm2 + x
            relu2 = Relu(add1)
            dense3 = relu2 · dense3.weight + dense3.bias

            """,
        ["specialize"] =
            """
            forward:
              x = the caller's examples
              dense1 = x · dense1.weight + dense1.bias
              batchnorm1.statistics = mean, variance of dense1 over the batch
              batchnorm1 = BatchNorm(dense1, mean, variance, scale, shift)
              relu1 = Relu(batchnorm1)
              dense2 = relu1 · dense2.weight + dense2.bias
              batchnorm2.statistics = mean, variance of dense2 over the batch
              batchnorm2 = BatchNorm(dense2, mean, variance, scale, shift)
              add1 = batchnorm2 + x
              relu2 = Relu(add1)
              dense3 = relu2 · dense3.weight + dense3.bias
            loss:
              losses of the rows; ∂dense3 = gradient of their mean
            backward:
            gradients:
            predict:
              x = the caller's examples
              dense1 = x · dense1.weight + dense1.bias
              batchnorm1 = BatchNorm(dense1, running mean, running variance, scale, shift)
              relu1 = Relu(batchnorm1)
              dense2 = relu1 · dense2.weight + dense2.bias
              batchnorm2 = BatchNorm(dense2, running mean, running variance, scale, shift)
              add1 = batchnorm2 + x
              relu2 = Relu(add1)
              dense3 = relu2 · dense3.weight + dense3.bias

            """,
        ["adjoint"] =
            """
            forward:
              x = the caller's examples
              dense1 = x · dense1.weight + dense1.bias
              batchnorm1.statistics = mean, variance of dense1 over the batch
              batchnorm1 = BatchNorm(dense1, mean, variance, scale, shift)
              relu1 = Relu(batchnorm1)
              dense2 = relu1 · dense2.weight + dense2.bias
              batchnorm2.statistics = mean, variance of dense2 over the batch
              batchnorm2 = BatchNorm(dense2, mean, variance, scale, shift)
              add1 = batchnorm2 + x
              relu2 = Relu(add1)
              dense3 = relu2 · dense3.weight + dense3.bias
            loss:
              losses of the rows; ∂dense3 = gradient of their mean
            backward:
              ∂relu2 = ∂dense3 · dense3.weightᵀ
              ∂add1 = ∂relu2 ⊙ Relu′(relu2)
              ∂batchnorm2.sums = Σ ∂add1 · BatchNorm′ in mean, variance, scale, shift
              ∂dense2 = ∂add1 ⊙ BatchNorm′(dense2)
              ∂relu1 = ∂dense2 · dense2.weightᵀ
              ∂batchnorm1 = ∂relu1 ⊙ Relu′(relu1)
              ∂batchnorm1.sums = Σ ∂batchnorm1 · BatchNorm′ in mean, variance, scale, shift
              ∂dense1 = ∂batchnorm1 ⊙ BatchNorm′(dense1)
              ∂x′ = ∂dense1 · dense1.weightᵀ
              ∂x = ∂add1 + ∂x′
            gradients:
              ∂dense3.weight = relu2ᵀ · ∂dense3
              ∂dense3.bias = Σ ∂dense3
              ∂batchnorm2.weight = ∂batchnorm2.sums[scale]
              ∂batchnorm2.bias = ∂batchnorm2.sums[shift]
              ∂dense2.weight = relu1ᵀ · ∂dense2
              ∂dense2.bias = Σ ∂dense2
              ∂batchnorm1.weight = ∂batchnorm1.sums[scale]
              ∂batchnorm1.bias = ∂batchnorm1.sums[shift]
              ∂dense1.weight = xᵀ · ∂dense1
              ∂dense1.bias = Σ ∂dense1
              batchnorm1.running_mean ← (1 − momentum) · batchnorm1.running_mean + momentum · mean
              batchnorm1.running_var ← (1 − momentum) · batchnorm1.running_var + momentum · variance · n / (n − 1)
              batchnorm2.running_mean ← (1 − momentum) · batchnorm2.running_mean + momentum · mean
              batchnorm2.running_var ← (1 − momentum) · batchnorm2.running_var + momentum · variance · n / (n − 1)
            predict:
              x = the caller's examples
              dense1 = x · dense1.weight + dense1.bias
              batchnorm1 = BatchNorm(dense1, running mean, running variance, scale, shift)
              relu1 = Relu(batchnorm1)
              dense2 = relu1 · dense2.weight + dense2.bias
              batchnorm2 = BatchNorm(dense2, running mean, running variance, scale, shift)
              add1 = batchnorm2 + x
              relu2 = Relu(add1)
              dense3 = relu2 · dense3.weight + dense3.bias

            """,
        ["prune"] =
            """
            forward:
              x = the caller's examples
              dense1 = x · dense1.weight + dense1.bias
              batchnorm1.statistics = mean, variance of dense1 over the batch
              batchnorm1 = BatchNorm(dense1, mean, variance, scale, shift)
              relu1 = Relu(batchnorm1)
              dense2 = relu1 · dense2.weight + dense2.bias
              batchnorm2.statistics = mean, variance of dense2 over the batch
              batchnorm2 = BatchNorm(dense2, mean, variance, scale, shift)
              add1 = batchnorm2 + x
              relu2 = Relu(add1)
              dense3 = relu2 · dense3.weight + dense3.bias
            loss:
              losses of the rows; ∂dense3 = gradient of their mean
            backward:
              ∂relu2 = ∂dense3 · dense3.weightᵀ
              ∂add1 = ∂relu2 ⊙ Relu′(relu2)
              ∂batchnorm2.sums = Σ ∂add1 · BatchNorm′ in mean, variance, scale, shift
              ∂dense2 = ∂add1 ⊙ BatchNorm′(dense2)
              ∂relu1 = ∂dense2 · dense2.weightᵀ
              ∂batchnorm1 = ∂relu1 ⊙ Relu′(relu1)
              ∂batchnorm1.sums = Σ ∂batchnorm1 · BatchNorm′ in mean, variance, scale, shift
              ∂dense1 = ∂batchnorm1 ⊙ BatchNorm′(dense1)
            gradients:
              ∂dense3.weight = relu2ᵀ · ∂dense3
              ∂dense3.bias = Σ ∂dense3
              ∂batchnorm2.weight = ∂batchnorm2.sums[scale]
              ∂batchnorm2.bias = ∂batchnorm2.sums[shift]
              ∂dense2.weight = relu1ᵀ · ∂dense2
              ∂dense2.bias = Σ ∂dense2
              ∂batchnorm1.weight = ∂batchnorm1.sums[scale]
              ∂batchnorm1.bias = ∂batchnorm1.sums[shift]
              ∂dense1.weight = xᵀ · ∂dense1
              ∂dense1.bias = Σ ∂dense1
              batchnorm1.running_mean ← (1 − momentum) · batchnorm1.running_mean + momentum · mean
              batchnorm1.running_var ← (1 − momentum) · batchnorm1.running_var + momentum · variance · n / (n − 1)
              batchnorm2.running_mean ← (1 − momentum) · batchnorm2.running_mean + momentum · mean
              batchnorm2.running_var ← (1 − momentum) · batchnorm2.running_var + momentum · variance · n / (n − 1)
            predict:
              x = the caller's examples
              dense1 = x · dense1.weight + dense1.bias
              batchnorm1 = BatchNorm(dense1, running mean, running variance, scale, shift)
              relu1 = Relu(batchnorm1)
              dense2 = relu1 · dense2.weight + dense2.bias
              batchnorm2 = BatchNorm(dense2, running mean, running variance, scale, shift)
              add1 = batchnorm2 + x
              relu2 = Relu(add1)
              dense3 = relu2 · dense3.weight + dense3.bias

            """,
        ["fold"] =
            """
            x = the caller's examples
            batchnorm1 = x · dense1.weight + dense1.bias
            relu1 = Relu(batchnorm1)
            batchnorm2 = relu1 · dense2.weight + dense2.bias
            add1 = batchnorm2 + x
            relu2 = Relu(add1)
            dense3 = relu2 · dense3.weight + dense3.bias

            """,
        ["fuse"] =
            """
            forward:
              x = the caller's examples
              dense1 = x · dense1.weight + dense1.bias
              batchnorm1.statistics = mean, variance of dense1 over the batch
              batchnorm1 = BatchNorm(dense1, mean, variance, scale, shift)
              relu1 = Relu(batchnorm1)
              dense2 = relu1 · dense2.weight + dense2.bias
              batchnorm2.statistics = mean, variance of dense2 over the batch
              batchnorm2 = BatchNorm(dense2, mean, variance, scale, shift)
              add1 = batchnorm2 + x
              relu2 = Relu(add1)
              dense3 = relu2 · dense3.weight + dense3.bias
            loss:
              losses of the rows; ∂dense3 = gradient of their mean
            backward:
              ∂add1 = (∂dense3 · dense3.weightᵀ) ⊙ Relu′(relu2)
              ∂batchnorm2.sums = Σ ∂add1 · BatchNorm′ in mean, variance, scale, shift
              ∂dense2 = ∂add1 ⊙ BatchNorm′(dense2)
              ∂batchnorm1 = (∂dense2 · dense2.weightᵀ) ⊙ Relu′(relu1)
              ∂batchnorm1.sums = Σ ∂batchnorm1 · BatchNorm′ in mean, variance, scale, shift
              ∂dense1 = ∂batchnorm1 ⊙ BatchNorm′(dense1)
            gradients:
              ∂dense3.weight = relu2ᵀ · ∂dense3
              ∂dense3.bias = Σ ∂dense3
              ∂batchnorm2.weight = ∂batchnorm2.sums[scale]
              ∂batchnorm2.bias = ∂batchnorm2.sums[shift]
              ∂dense2.weight = relu1ᵀ · ∂dense2
              ∂dense2.bias = Σ ∂dense2
              ∂batchnorm1.weight = ∂batchnorm1.sums[scale]
              ∂batchnorm1.bias = ∂batchnorm1.sums[shift]
              ∂dense1.weight = xᵀ · ∂dense1
              ∂dense1.bias = Σ ∂dense1
              batchnorm1.running_mean ← (1 − momentum) · batchnorm1.running_mean + momentum · mean
              batchnorm1.running_var ← (1 − momentum) · batchnorm1.running_var + momentum · variance · n / (n − 1)
              batchnorm2.running_mean ← (1 − momentum) · batchnorm2.running_mean + momentum · mean
              batchnorm2.running_var ← (1 − momentum) · batchnorm2.running_var + momentum · variance · n / (n − 1)
            predict:
              x = the caller's examples
              dense1 = x · dense1.weight + dense1.bias
              batchnorm1 = BatchNorm(dense1, running mean, running variance, scale, shift)
              relu1 = Relu(batchnorm1)
              dense2 = relu1 · dense2.weight + dense2.bias
              batchnorm2 = BatchNorm(dense2, running mean, running variance, scale, shift)
              add1 = batchnorm2 + x
              relu2 = Relu(add1)
              dense3 = relu2 · dense3.weight + dense3.bias

            """,
        ["layout"] =
            """
            dense1.weight [in, out]
            dense2.weight [in, out]
            dense3.weight [out, in], and [in, out] for forward

            """,
        ["place"] =
            """
            buffer batchnorm1.running_mean [8] at 0, canonical 0
            buffer batchnorm1.running_var [8] at 16, canonical 8
            buffer batchnorm2.running_mean [8] at 32, canonical 16
            buffer batchnorm2.running_var [8] at 48, canonical 24
            parameter dense1.weight [8, 8] stride 16 at 192, canonical 0
            parameter dense1.bias [1, 8] stride 16 at 320, canonical 64
            parameter batchnorm1.weight [1, 8] stride 16 at 336, canonical 72
            parameter batchnorm1.bias [1, 8] stride 16 at 352, canonical 80
            parameter dense2.weight [8, 8] stride 16 at 368, canonical 88
            parameter dense2.bias [1, 8] stride 16 at 496, canonical 152
            parameter batchnorm2.weight [1, 8] stride 16 at 512, canonical 160
            parameter batchnorm2.bias [1, 8] stride 16 at 528, canonical 168
            parameter dense3.weight [3, 8] stride 16 at 544, canonical 176, transposed, forward stride 16 at 64
            parameter dense3.bias [1, 3] stride 16 at 592, canonical 200
            states momentum variance every 416
            batch's batchnorm1Statistics 32 at 1440
            batch's batchnorm2Statistics 32 at 1472
            batch's batchnorm2Sums 64 at 1504
            batch's batchnorm1Sums 64 at 1568
            panel 384 target row 0 tile 384; scratch 768; fixed 1632
            rows padded [batch, 8] stride 16 at 0
            rows dense1Output [batch, 8] stride 16 at 16
            rows batchnorm1Output [batch, 8] stride 16 at 32
            rows relu1Output [batch, 8] stride 16 at 48
            rows dense2Output [batch, 8] stride 16 at 32
            rows batchnorm2Output [batch, 8] stride 16 at 64
            rows add1Output [batch, 8] stride 16 at 80
            rows relu2Output [batch, 8] stride 16 at 64
            rows dense3Output [batch, 3] stride 16 at 80
            rows add1Gradient [batch, 8] stride 16 at 96
            rows dense2Gradient [batch, 8] stride 16 at 112
            rows batchnorm1Gradient [batch, 8] stride 16 at 32
            rows dense1Gradient [batch, 8] stride 16 at 96
            rows of predictions padded [batch, 8] stride 16 at 0
            rows of predictions dense1Output [batch, 8] stride 16 at 16
            rows of predictions batchnorm1Output [batch, 8] stride 16 at 32
            rows of predictions relu1Output [batch, 8] stride 16 at 16
            rows of predictions dense2Output [batch, 8] stride 16 at 32
            rows of predictions batchnorm2Output [batch, 8] stride 16 at 16
            rows of predictions add1Output [batch, 8] stride 16 at 32
            rows of predictions relu2Output [batch, 8] stride 16 at 0
            rows of predictions dense3Output [batch, 3] stride 16 at 16
            rows of input gradients padded [batch, 8] stride 16 at 0
            rows of input gradients dense1Output [batch, 8] stride 16 at 16
            rows of input gradients batchnorm1Output [batch, 8] stride 16 at 32
            rows of input gradients relu1Output [batch, 8] stride 16 at 48
            rows of input gradients dense2Output [batch, 8] stride 16 at 32
            rows of input gradients batchnorm2Output [batch, 8] stride 16 at 64
            rows of input gradients add1Output [batch, 8] stride 16 at 80
            rows of input gradients relu2Output [batch, 8] stride 16 at 0
            rows of input gradients dense3Output [batch, 3] stride 16 at 64
            rows of input gradients add1Gradient [batch, 8] stride 16 at 80
            rows of input gradients dense2Gradient [batch, 8] stride 16 at 0
            rows of input gradients batchnorm1Gradient [batch, 8] stride 16 at 32
            rows of input gradients dense1Gradient [batch, 8] stride 16 at 0
            rows of input gradients paddedGradientof1 [batch, 8] stride 16 at 16
            rows of input gradients paddedGradientSum2 [batch, 8] stride 16 at 0
            rows of folded predictions padded [batch, 8] stride 16 at 0
            rows of folded predictions relu1Output [batch, 8] stride 16 at 16
            rows of folded predictions batchnorm2Output [batch, 8] stride 16 at 32
            rows of folded predictions add1Output [batch, 8] stride 16 at 16
            rows of folded predictions relu2Output [batch, 8] stride 16 at 0
            rows of folded predictions dense3Output [batch, 3] stride 16 at 16
            per example 129

            """,
        ["order"] =
            """
            forward:
              Load_8: x = the caller's examples
              Forward_8x8: dense1 = x · dense1.weight + dense1.bias
              BatchStatistics_mean_variance_8x1, by columns: batchnorm1.statistics = mean, variance of dense1 over the batch
              Apply_Vectors_BatchNorm: batchnorm1 = BatchNorm(dense1, mean, variance, scale, shift)
              Activate_8_Relu: relu1 = Relu(batchnorm1)
              Forward_8x8: dense2 = relu1 · dense2.weight + dense2.bias
              BatchStatistics_mean_variance_8x1, by columns: batchnorm2.statistics = mean, variance of dense2 over the batch
              Apply_Vectors_BatchNorm: batchnorm2 = BatchNorm(dense2, mean, variance, scale, shift)
              Add_8: add1 = batchnorm2 + x
              Activate_8_Relu: relu2 = Relu(add1)
              Forward_8x3: dense3 = relu2 · dense3.weight + dense3.bias
            loss:
              Loss_3_SoftmaxCrossEntropy: losses of the rows; ∂dense3 = (softmax(dense3) − onehot(label)) · weight in the mean
            backward:
              InputGradient_3x8_Transposed_Relu: ∂add1 = (∂dense3 · dense3.weightᵀ) ⊙ Relu′(relu2)
              Sums_Vectors_BatchNorm, by columns: ∂batchnorm2.sums = Σ ∂add1 · BatchNorm′ in mean, variance, scale, shift
              Gradient_Vectors_BatchNorm: ∂dense2 = ∂add1 ⊙ BatchNorm′(dense2)
              InputGradient_8x8_Relu: ∂batchnorm1 = (∂dense2 · dense2.weightᵀ) ⊙ Relu′(relu1)
              Sums_Vectors_BatchNorm, by columns: ∂batchnorm1.sums = Σ ∂batchnorm1 · BatchNorm′ in mean, variance, scale, shift
              Gradient_Vectors_BatchNorm: ∂dense1 = ∂batchnorm1 ⊙ BatchNorm′(dense1)
            updates:
              WeightUpdate_3x8_Transposed_Adam: dense3.weight ← Adam(∂dense3ᵀ · relu2)
              BiasUpdate_3_Adam: dense3.bias ← Adam(Σ ∂dense3)
              Update_Adam: batchnorm2.weight ← Adam(∂batchnorm2.weight)
              Update_Adam: batchnorm2.bias ← Adam(∂batchnorm2.bias)
              WeightUpdate_8x8_Adam: dense2.weight ← Adam(relu1ᵀ · ∂dense2)
              BiasUpdate_8_Adam: dense2.bias ← Adam(Σ ∂dense2)
              Update_Adam: batchnorm1.weight ← Adam(∂batchnorm1.weight)
              Update_Adam: batchnorm1.bias ← Adam(∂batchnorm1.bias)
              WeightUpdate_8x8_Adam: dense1.weight ← Adam(xᵀ · ∂dense1)
              BiasUpdate_8_Adam: dense1.bias ← Adam(Σ ∂dense1)
              Run_8x1: batchnorm1.running_mean ← (1 − momentum) · batchnorm1.running_mean + momentum · mean
              Run_8x1_Variance: batchnorm1.running_var ← (1 − momentum) · batchnorm1.running_var + momentum · variance · n / (n − 1)
              Run_8x1: batchnorm2.running_mean ← (1 − momentum) · batchnorm2.running_mean + momentum · mean
              Run_8x1_Variance: batchnorm2.running_var ← (1 − momentum) · batchnorm2.running_var + momentum · variance · n / (n − 1)
            gradients:
              WeightGradient_8x3: ∂dense3.weight = relu2ᵀ · ∂dense3
              BiasGradient_3: ∂dense3.bias = Σ ∂dense3
              CopySums_8: ∂batchnorm2.weight = ∂batchnorm2.sums[scale]
              CopySums_8: ∂batchnorm2.bias = ∂batchnorm2.sums[shift]
              WeightGradient_8x8: ∂dense2.weight = relu1ᵀ · ∂dense2
              BiasGradient_8: ∂dense2.bias = Σ ∂dense2
              CopySums_8: ∂batchnorm1.weight = ∂batchnorm1.sums[scale]
              CopySums_8: ∂batchnorm1.bias = ∂batchnorm1.sums[shift]
              WeightGradient_8x8: ∂dense1.weight = xᵀ · ∂dense1
              BiasGradient_8: ∂dense1.bias = Σ ∂dense1
            predict:
              Load_8: x = the caller's examples
              Forward_8x8: dense1 = x · dense1.weight + dense1.bias
              Apply_Vectors_BatchNorm: batchnorm1 = BatchNorm(dense1, running mean, running variance, scale, shift)
              Activate_8_Relu: relu1 = Relu(batchnorm1)
              Forward_8x8: dense2 = relu1 · dense2.weight + dense2.bias
              Apply_Vectors_BatchNorm: batchnorm2 = BatchNorm(dense2, running mean, running variance, scale, shift)
              Add_8: add1 = batchnorm2 + x
              Activate_8_Relu: relu2 = Relu(add1)
              Forward_8x3: dense3 = relu2 · dense3.weight + dense3.bias
            loss of predictions:
              Loss_3_SoftmaxCrossEntropy: losses of the rows; ∂dense3 = (softmax(dense3) − onehot(label)) · weight in the mean
            input gradients:
              Load_8: x = the caller's examples
              Forward_8x8: dense1 = x · dense1.weight + dense1.bias
              Apply_Vectors_BatchNorm: batchnorm1 = BatchNorm(dense1, running mean, running variance, scale, shift)
              Activate_8_Relu: relu1 = Relu(batchnorm1)
              Forward_8x8: dense2 = relu1 · dense2.weight + dense2.bias
              Apply_Vectors_BatchNorm: batchnorm2 = BatchNorm(dense2, running mean, running variance, scale, shift)
              Add_8: add1 = batchnorm2 + x
              Activate_8_Relu: relu2 = Relu(add1)
              Forward_8x3: dense3 = relu2 · dense3.weight + dense3.bias
              Loss_3_SoftmaxCrossEntropy: losses of the rows; ∂dense3 = (softmax(dense3) − onehot(label)) · weight in the mean
              InputGradient_3x8_Transposed_Relu: ∂add1 = (∂dense3 · dense3.weightᵀ) ⊙ Relu′(relu2)
              Gradient_Vectors_BatchNorm_2: ∂dense2 = ∂add1 ⊙ BatchNorm′(dense2)
              InputGradient_8x8_Relu: ∂batchnorm1 = (∂dense2 · dense2.weightᵀ) ⊙ Relu′(relu1)
              Gradient_Vectors_BatchNorm_2: ∂dense1 = ∂batchnorm1 ⊙ BatchNorm′(dense1)
              InputGradient_8x8: ∂x′ = ∂dense1 · dense1.weightᵀ
              Add_8: ∂x = ∂add1 + ∂x′
              HandOut_8: ∂x to the caller
            folded predictions:
              Load_8: x = the caller's examples
              Forward_8x8_Relu: relu1 = Relu(x · dense1.weight + dense1.bias)
              Forward_8x8: batchnorm2 = relu1 · dense2.weight + dense2.bias
              Add_8: add1 = batchnorm2 + x
              Activate_8_Relu: relu2 = Relu(add1)
              Forward_8x3: dense3 = relu2 · dense3.weight + dense3.bias

            """,
        ["tile"] =
            """
            shared from 2535 examples of a step, 6579 of a prediction

            """,
    };
}
