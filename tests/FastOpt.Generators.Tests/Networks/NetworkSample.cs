using FastOpt.Reference;
using static FastOpt.Reference.ReferenceLayer;
using Activations = FastOpt.Reference.ReferenceActivations;
using Losses = FastOpt.Reference.ReferenceLosses;
using Optimizers = FastOpt.Reference.ReferenceOptimizers;

namespace FastOpt.Generators.Tests.Networks;

/// <summary>A declaration beside the oracle's description of the same network, written by hand.</summary>
/// <param name="Name">The name of its class.</param>
/// <param name="Attributes">The attribute list.</param>
/// <param name="Reference">The network in double precision.</param>
/// <param name="Optimizer">Makes its optimizer in double precision.</param>
internal sealed record NetworkSample(string Name, string Attributes, ReferenceNetwork Reference, Func<ReferenceOptimizer> Optimizer)
{
    /// <summary>Few networks that between them have every kind of kernel, remainder, kept value, loss and state.</summary>
    public static IReadOnlyList<NetworkSample> All { get; } =
    [
        // Several column panels with a remainder, a derivative from the output, labels, two states.
        new("Wide", "Network(70), Dense(67), Relu, Dense(10), SoftmaxCrossEntropy, Adam(LearningRate = 1e-2)",
            new(70, Losses.SoftmaxCrossEntropy, Dense(67), Activations.Relu, Dense(10)), () => Optimizers.Adam(1e-2)),
        // No bias, a derivative from the input, two hidden layers, an elementwise loss over a padded row.
        new("Odd", "Network(7), Dense(13, Bias = false), Silu, Dense(33), Tanh, Dense(3), MeanSquaredError, RmsProp(LearningRate = 0.002, Momentum = 0.9)",
            new(7, Losses.MeanSquaredError, Dense(13, bias: false), Activations.Silu, Dense(33), Activations.Tanh, Dense(3)), () => Optimizers.RmsProp(0.002, momentum: 0.9)),
        // Narrow rows under labels, one vector for each column; a derivative from the output that padding would have, too.
        new("Narrow", "Network(6), Dense(24), Sigmoid, Dense(3), SoftmaxCrossEntropy, Adam(LearningRate = 1e-2)",
            new(6, Losses.SoftmaxCrossEntropy, Dense(24), Activations.Sigmoid, Dense(3)), () => Optimizers.Adam(1e-2)),
        // The smallest there is.
        new("One", "Network(1), Dense(1), Huber(Delta = 0.5), Sgd(LearningRate = 0.05, Momentum = 0.9, Nesterov = true, WeightDecay = 0.01)",
            new(1, Losses.Huber(0.5), Dense(1)), () => Optimizers.Sgd(0.05, 0.9, nesterov: true, weightDecay: 0.01)),
        new("Binary", "Network(19), Dense(5), Gelu, Dense(1), BinaryCrossEntropy, AdamW(LearningRate = 0.01)",
            new(19, Losses.BinaryCrossEntropy, Dense(5), Activations.Gelu, Dense(1)), () => Optimizers.AdamW(0.01)),
        // An activation last and one first, without a product between two of them; exactly one vector wide; a function too long to stand behind every accumulator.
        new("Curved", "Network(6), Tanh, Dense(16), Sigmoid, Softplus, Dense(40), Softplus, MeanSquaredError, Adagrad(LearningRate = 0.05)",
            new(6, Losses.MeanSquaredError, Activations.Tanh, Dense(16), Activations.Sigmoid, Activations.Softplus, Dense(40), Activations.Softplus), () => Optimizers.Adagrad(0.05)),
        // Equal layers, which share kernels and rows; a loss by rows under an activation that still needs its output; three states.
        new("Equal", "Network(32), Dense(32), Tanh, Dense(32), Tanh, Dense(32), Tanh, SoftmaxCrossEntropy, AmsGrad(LearningRate = 0.005)",
            new(32, Losses.SoftmaxCrossEntropy, Dense(32), Activations.Tanh, Dense(32), Activations.Tanh, Dense(32), Activations.Tanh), () => Optimizers.AmsGrad(0.005)),
        // Weights and states of more than a megabyte, which are fetched ahead, in blocks of rows; and work enough to be shared among threads.
        new("Large", "Network(300), Dense(300), Tanh, Dense(2), MeanSquaredError, Adam(LearningRate = 1e-3)",
            new(300, Losses.MeanSquaredError, Dense(300), Activations.Tanh, Dense(2)), () => Optimizers.Adam(1e-3)),
        // Weights in blocks of columns, four in the first layer and two in the second, whose input gradient is laid out from both.
        new("Columns", "Network(48), Dense(384, Bias = false), Gelu, Dense(192), Tanh, Dense(2), MeanSquaredError, Adam(LearningRate = 1e-3)",
            new(48, Losses.MeanSquaredError, Dense(384, bias: false), Activations.Gelu, Dense(192), Activations.Tanh, Dense(2)), () => Optimizers.Adam(1e-3)),
        // No width is a multiple of a vector: products, biases and activations, one behind the other and alone.
        new("AnyShape", "Network(21), Dense(53), Silu, Dense(37, Bias = false), Relu, Softplus, Dense(97), Tanh, Dense(6), MeanSquaredError, Adam(LearningRate = 1e-2)",
            new(21, Losses.MeanSquaredError, Dense(53), Activations.Silu, Dense(37, bias: false), Activations.Relu, Activations.Softplus, Dense(97), Activations.Tanh, Dense(6)), () => Optimizers.Adam(1e-2)),
    ];

    /// <summary>The declaration.</summary>
    public string Source => $"[{Attributes}]\npublic sealed partial class {Name};\n";

    /// <summary>The sample of a name.</summary>
    public static NetworkSample Named(string name) => All.Single(sample => sample.Name == name);
}
