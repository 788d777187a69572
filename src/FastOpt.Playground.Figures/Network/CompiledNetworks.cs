namespace FastOpt.Playground;

/// <summary>All networks that are compiled into the page.</summary>
internal static class CompiledNetworks
{
    /// <summary>In the page's order.</summary>
    public static readonly CompiledNetwork[] All =
    [
        CompiledNetwork.Of<Linear.WithSgd, Linear.WithRmsProp, Linear.WithAdagrad, Linear.WithAdam, Linear.WithAdamW>("linear", "linear"),
        CompiledNetwork.Of<Relu4.WithSgd, Relu4.WithRmsProp, Relu4.WithAdagrad, Relu4.WithAdam, Relu4.WithAdamW>("relu-4", "ReLU"),
        CompiledNetwork.Of<Tanh4.WithSgd, Tanh4.WithRmsProp, Tanh4.WithAdagrad, Tanh4.WithAdam, Tanh4.WithAdamW>("tanh-4", "tanh"),
        CompiledNetwork.Of<Relu8.WithSgd, Relu8.WithRmsProp, Relu8.WithAdagrad, Relu8.WithAdam, Relu8.WithAdamW>("relu-8", "ReLU"),
        CompiledNetwork.Of<Tanh8.WithSgd, Tanh8.WithRmsProp, Tanh8.WithAdagrad, Tanh8.WithAdam, Tanh8.WithAdamW>("tanh-8", "tanh"),
        CompiledNetwork.Of<Sigmoid8.WithSgd, Sigmoid8.WithRmsProp, Sigmoid8.WithAdagrad, Sigmoid8.WithAdam, Sigmoid8.WithAdamW>("sigmoid-8", "sigmoid"),
        CompiledNetwork.Of<Relu8x8.WithSgd, Relu8x8.WithRmsProp, Relu8x8.WithAdagrad, Relu8x8.WithAdam, Relu8x8.WithAdamW>("relu-8-8", "ReLU"),
        CompiledNetwork.Of<Tanh8x8.WithSgd, Tanh8x8.WithRmsProp, Tanh8x8.WithAdagrad, Tanh8x8.WithAdam, Tanh8x8.WithAdamW>("tanh-8-8", "tanh"),
        CompiledNetwork.Of<Relu16x16.WithSgd, Relu16x16.WithRmsProp, Relu16x16.WithAdagrad, Relu16x16.WithAdam, Relu16x16.WithAdamW>("relu-16-16", "ReLU"),
        CompiledNetwork.Of<Tanh16x16.WithSgd, Tanh16x16.WithRmsProp, Tanh16x16.WithAdagrad, Tanh16x16.WithAdam, Tanh16x16.WithAdamW>("tanh-16-16", "tanh"),
        CompiledNetwork.Of<Silu16x16.WithSgd, Silu16x16.WithRmsProp, Silu16x16.WithAdagrad, Silu16x16.WithAdam, Silu16x16.WithAdamW>("silu-16-16", "SiLU"),
        CompiledNetwork.Of<Relu16x16Normed.WithSgd, Relu16x16Normed.WithRmsProp, Relu16x16Normed.WithAdagrad,
            Relu16x16Normed.WithAdam, Relu16x16Normed.WithAdamW>("relu-16-16-norm", "ReLU, batch norm"),
        CompiledNetwork.Of<Relu32x32.WithSgd, Relu32x32.WithRmsProp, Relu32x32.WithAdagrad, Relu32x32.WithAdam, Relu32x32.WithAdamW>("relu-32-32", "ReLU"),
        CompiledNetwork.Of<Relu32x32Dropout.WithSgd, Relu32x32Dropout.WithRmsProp, Relu32x32Dropout.WithAdagrad,
            Relu32x32Dropout.WithAdam, Relu32x32Dropout.WithAdamW>("relu-32-32-dropout", "ReLU, dropout 0.2"),
        CompiledNetwork.Of<Relu8x8x8.WithSgd, Relu8x8x8.WithRmsProp, Relu8x8x8.WithAdagrad, Relu8x8x8.WithAdam, Relu8x8x8.WithAdamW>("relu-8-8-8", "ReLU"),
        CompiledNetwork.Of<Tanh8x8x8.WithSgd, Tanh8x8x8.WithRmsProp, Tanh8x8x8.WithAdagrad, Tanh8x8x8.WithAdam, Tanh8x8x8.WithAdamW>("tanh-8-8-8", "tanh"),
        CompiledNetwork.Of<Relu8x8x8Normed.WithSgd, Relu8x8x8Normed.WithRmsProp, Relu8x8x8Normed.WithAdagrad,
            Relu8x8x8Normed.WithAdam, Relu8x8x8Normed.WithAdamW>("relu-8-8-8-norm", "ReLU, batch norm"),
        CompiledNetwork.Of<Sigmoid8Deep.WithSgd, Sigmoid8Deep.WithRmsProp, Sigmoid8Deep.WithAdagrad, Sigmoid8Deep.WithAdam, Sigmoid8Deep.WithAdamW>(
            "sigmoid-8-8-8-8-8-8", "sigmoid"),
        CompiledNetwork.Of<Sigmoid8DeepNormed.WithSgd, Sigmoid8DeepNormed.WithRmsProp, Sigmoid8DeepNormed.WithAdagrad,
            Sigmoid8DeepNormed.WithAdam, Sigmoid8DeepNormed.WithAdamW>("sigmoid-8-8-8-8-8-8-norm", "sigmoid, batch norm"),
        CompiledNetwork.Of<Relu16x16Four.WithSgd, Relu16x16Four.WithRmsProp, Relu16x16Four.WithAdagrad, Relu16x16Four.WithAdam, Relu16x16Four.WithAdamW>(
            "relu-16-16-four", "ReLU"),
        CompiledNetwork.Of<Tanh16x16Four.WithSgd, Tanh16x16Four.WithRmsProp, Tanh16x16Four.WithAdagrad, Tanh16x16Four.WithAdam, Tanh16x16Four.WithAdamW>(
            "tanh-16-16-four", "tanh"),
        CompiledNetwork.Of<DigitLinear.WithSgd, DigitLinear.WithRmsProp, DigitLinear.WithAdagrad, DigitLinear.WithAdam, DigitLinear.WithAdamW>(
            "digits-linear", "linear"),
        CompiledNetwork.Of<DigitRelu32.WithSgd, DigitRelu32.WithRmsProp, DigitRelu32.WithAdagrad, DigitRelu32.WithAdam, DigitRelu32.WithAdamW>(
            "digits-relu-32", "ReLU"),
        CompiledNetwork.Of<DigitRelu32Normed.WithSgd, DigitRelu32Normed.WithRmsProp, DigitRelu32Normed.WithAdagrad,
            DigitRelu32Normed.WithAdam, DigitRelu32Normed.WithAdamW>("digits-relu-32-norm", "ReLU, batch norm"),
        CompiledNetwork.Of<DigitRelu32Dropout.WithSgd, DigitRelu32Dropout.WithRmsProp, DigitRelu32Dropout.WithAdagrad,
            DigitRelu32Dropout.WithAdam, DigitRelu32Dropout.WithAdamW>("digits-relu-32-dropout", "ReLU, dropout 0.2"),
    ];

    /// <summary>The network of a name.</summary>
    public static CompiledNetwork Of(string id) => All.First(one => one.Id == id);

    /// <summary>Whether a network takes data of so many numbers and classes.</summary>
    public static bool Fits(CompiledNetwork network, int inputs, int classes) =>
        network.Inputs == inputs && network.Classes >= classes && (inputs != 2 || classes > 2 || network.Classes == 2);
}
