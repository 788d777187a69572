namespace FastOpt.Generators.Tests;

/// <summary>What each pass leaves of <see cref="Samples.Digits"/>, in order.</summary>
internal static class DensePasses
{
    public static readonly Dictionary<string, string> Passes = new()
    {
        ["build"] =
            """
            dense1 = x · dense1.weight + dense1.bias
            relu1 = Relu(dense1)
            dense2 = relu1 · dense2.weight + dense2.bias

            """,
        ["specialize"] =
            """
            forward:
              dense1 = x · dense1.weight + dense1.bias
              relu1 = Relu(dense1)
              dense2 = relu1 · dense2.weight + dense2.bias
            loss:
              losses of the rows; ∂dense2 = gradient of their mean
            backward:
            gradients:
            predict:
              dense1 = x · dense1.weight + dense1.bias
              relu1 = Relu(dense1)
              dense2 = relu1 · dense2.weight + dense2.bias

            """,
        ["adjoint"] =
            """
            forward:
              dense1 = x · dense1.weight + dense1.bias
              relu1 = Relu(dense1)
              dense2 = relu1 · dense2.weight + dense2.bias
            loss:
              losses of the rows; ∂dense2 = gradient of their mean
            backward:
              ∂relu1 = ∂dense2 · dense2.weightᵀ
              ∂dense1 = ∂relu1 ⊙ Relu′(relu1)
              ∂x = ∂dense1 · dense1.weightᵀ
            gradients:
              ∂dense2.weight = relu1ᵀ · ∂dense2
              ∂dense2.bias = Σ ∂dense2
              ∂dense1.weight = xᵀ · ∂dense1
              ∂dense1.bias = Σ ∂dense1
            predict:
              dense1 = x · dense1.weight + dense1.bias
              relu1 = Relu(dense1)
              dense2 = relu1 · dense2.weight + dense2.bias

            """,
        ["prune"] =
            """
            forward:
              dense1 = x · dense1.weight + dense1.bias
              relu1 = Relu(dense1)
              dense2 = relu1 · dense2.weight + dense2.bias
            loss:
              losses of the rows; ∂dense2 = gradient of their mean
            backward:
              ∂relu1 = ∂dense2 · dense2.weightᵀ
              ∂dense1 = ∂relu1 ⊙ Relu′(relu1)
            gradients:
              ∂dense2.weight = relu1ᵀ · ∂dense2
              ∂dense2.bias = Σ ∂dense2
              ∂dense1.weight = xᵀ · ∂dense1
              ∂dense1.bias = Σ ∂dense1
            predict:
              dense1 = x · dense1.weight + dense1.bias
              relu1 = Relu(dense1)
              dense2 = relu1 · dense2.weight + dense2.bias

            """,
        ["fold"] = "",
        ["fuse"] =
            """
            forward:
              relu1 = Relu(x · dense1.weight + dense1.bias)
              dense2 = relu1 · dense2.weight + dense2.bias
            loss:
              losses of the rows; ∂dense2 = gradient of their mean
            backward:
              ∂dense1 = (∂dense2 · dense2.weightᵀ) ⊙ Relu′(relu1)
            gradients:
              ∂dense2.weight = relu1ᵀ · ∂dense2
              ∂dense2.bias = Σ ∂dense2
              ∂dense1.weight = xᵀ · ∂dense1
              ∂dense1.bias = Σ ∂dense1
            predict:
              relu1 = Relu(x · dense1.weight + dense1.bias)
              dense2 = relu1 · dense2.weight + dense2.bias

            """,
        ["layout"] =
            """
            dense1.weight [in, out], 2 blocks of columns
            dense2.weight [out, in], and [in, out] for forward

            """,
        ["place"] =
            """
            parameter dense1.weight [784, 128] in 2 blocks stride 64 at 2048, canonical 0
            parameter dense1.bias [1, 128] stride 128 at 102400, canonical 100352
            parameter dense2.weight [10, 128] stride 128 at 102528, canonical 100480, transposed, forward stride 16 at 0
            parameter dense2.bias [1, 10] stride 16 at 103808, canonical 101760
            states momentum variance every 101776
            panel 0 target row 0 tile 384; scratch 384; fixed 307376
            rows relu1Output [batch, 128] stride 128 at 0
            rows dense2Output [batch, 10] stride 16 at 128
            rows dense1Gradient [batch, 128] stride 128 at 144
            rows of predictions relu1Output [batch, 128] stride 128 at 0
            rows of predictions dense2Output [batch, 10] stride 16 at 128
            rows of input gradients relu1Output [batch, 128] stride 128 at 0
            rows of input gradients dense2Output [batch, 10] stride 16 at 128
            rows of input gradients dense1Gradient [batch, 128] stride 128 at 144
            per example 273

            """,
        ["order"] =
            """
            forward:
              Forward_784x64_Relu, by columns: relu1 = Relu(x · dense1.weight + dense1.bias), 64 columns at a time
              Forward_128x10: dense2 = relu1 · dense2.weight + dense2.bias
            loss:
              Loss_10_SoftmaxCrossEntropy: losses of the rows; ∂dense2 = (softmax(dense2) − onehot(label)) · weight in the mean
            backward:
              InputGradient_10x128_Transposed_Relu: ∂dense1 = (∂dense2 · dense2.weightᵀ) ⊙ Relu′(relu1)
            updates:
              WeightUpdate_10x128_Transposed_Adam: dense2.weight ← Adam(∂dense2ᵀ · relu1)
              BiasUpdate_10_Adam: dense2.bias ← Adam(Σ ∂dense2)
              WeightUpdate_784x64_Adam: dense1.weight ← Adam(xᵀ · ∂dense1), 64 columns at a time
              BiasUpdate_128_Adam: dense1.bias ← Adam(Σ ∂dense1)
            gradients:
              WeightGradient_128x10: ∂dense2.weight = relu1ᵀ · ∂dense2
              BiasGradient_10: ∂dense2.bias = Σ ∂dense2
              WeightGradient_784x128: ∂dense1.weight = xᵀ · ∂dense1
              BiasGradient_128: ∂dense1.bias = Σ ∂dense1
            predict:
              Forward_784x64_Relu, by columns: relu1 = Relu(x · dense1.weight + dense1.bias), 64 columns at a time
              Forward_128x10: dense2 = relu1 · dense2.weight + dense2.bias
            loss of predictions:
              Loss_10_SoftmaxCrossEntropy: losses of the rows; ∂dense2 = (softmax(dense2) − onehot(label)) · weight in the mean
            input gradients:
              Forward_784x64_Relu, by columns: relu1 = Relu(x · dense1.weight + dense1.bias), 64 columns at a time
              Forward_128x10: dense2 = relu1 · dense2.weight + dense2.bias
              Loss_10_SoftmaxCrossEntropy: losses of the rows; ∂dense2 = (softmax(dense2) − onehot(label)) · weight in the mean
              InputGradient_10x128_Transposed_Relu: ∂dense1 = (∂dense2 · dense2.weightᵀ) ⊙ Relu′(relu1)
              FirstInputGradient_784x128: ∂x = ∂dense1 · dense1.weightᵀ

            """,
        ["tile"] =
            """
            WeightUpdate_784x64_Adam: weights and states fetched ahead
            shared from 1 examples of a step, 16 of a prediction

            """,
    };
}
