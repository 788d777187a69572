namespace FastOpt.TestCases.Networks;

// One layer wide enough for its moments to show, under every initializer, and the defaults.

[Network(300), Dense(400, Init = typeof(HeNormal)), Tanh, Dense(1), MeanSquaredError]
public sealed partial class HeNormalInit;

[Network(300), Dense(400, Init = typeof(HeUniform)), Tanh, Dense(1), MeanSquaredError]
public sealed partial class HeUniformInit;

[Network(300), Dense(400, Init = typeof(GlorotNormal)), Tanh, Dense(1), MeanSquaredError]
public sealed partial class GlorotNormalInit;

[Network(300), Dense(400, Init = typeof(GlorotUniform)), Tanh, Dense(1), MeanSquaredError]
public sealed partial class GlorotUniformInit;

[Network(300), Dense(400, Init = typeof(LeCunNormal)), Tanh, Dense(1), MeanSquaredError]
public sealed partial class LeCunNormalInit;

[Network(300), Dense(400, Init = typeof(TorchDefault)), Tanh, Dense(1), MeanSquaredError]
public sealed partial class TorchDefaultInit;

[Network(300), Dense(400, Init = typeof(Zeros)), Tanh, Dense(1), MeanSquaredError]
public sealed partial class ZerosInit;

[Network(300), Dense(400), Relu, Dense(1), MeanSquaredError]
public sealed partial class DefaultBeforeRelu;

[Network(300), Dense(400), Tanh, Dense(1), MeanSquaredError]
public sealed partial class DefaultBeforeTanh;

[Network(300), Dense(400), Activation<Bend>, Dense(1), MeanSquaredError]
public sealed partial class DefaultOfTheActivation;

[Network(300), Dense(400, Init = typeof(GlorotUniform)), Activation<Bend>, Dense(1), MeanSquaredError]
public sealed partial class LayerBeforeTheActivation;

/// <summary>A user's own activation, which says what suits the layer in front of it.</summary>
[Activation(Init = typeof(LeCunUniform))]
public readonly partial record struct Bend
{
    public static float Apply(float x) => x / MathF.Sqrt(1 + (x * x));
}

[Network(300), Dense(400, Init = typeof(HeNormal), InitArguments = new object[] { Gains.Tanh, Fan.Out }), Tanh, Dense(1), MeanSquaredError]
public sealed partial class HeNormalOfOutputsInit;

[Network(300), Dense(400, Init = typeof(GlorotUniform), InitArguments = new object[] { Gains.Tanh }), Tanh, Dense(1), MeanSquaredError]
public sealed partial class GlorotUniformForTanhInit;

[Network(300), Dense(400, Init = typeof(LeCunUniform)), Tanh, Dense(1), MeanSquaredError]
public sealed partial class LeCunUniformInit;

[Network(300), Dense(400, Init = typeof(Normal), InitArguments = new object[] { 0.05, 0.02 }), Tanh, Dense(1), MeanSquaredError]
public sealed partial class NormalInit;

[Network(300), Dense(400, Init = typeof(Uniform), InitArguments = new object[] { -0.1, 0.3 }), Tanh, Dense(1), MeanSquaredError]
public sealed partial class UniformInit;

[Network(300), Dense(400, Init = typeof(Orthogonal), InitArguments = new object[] { 2.0 }), Tanh, Dense(1), MeanSquaredError]
public sealed partial class OrthogonalInit;

[Network(300), Dense(400, Init = typeof(Sparse), InitArguments = new object[] { 0.25 }), Tanh, Dense(1), MeanSquaredError]
public sealed partial class SparseInit;

/// <summary>A user's own initializer: uniform weights with He's variance of which only a share is not 0, and small positive biases that wake rectifiers up.</summary>
public readonly record struct Sparse(double Share = 0.1, double Bias = 0.01) : IInitializer
{
    public float SampleWeight(ParameterRandom random, int fanIn, int fanOut) =>
        random.Uniform < Share ? (float)((random.Uniform / Share - 0.5) * Math.Sqrt(24.0 / (fanIn * Share))) : 0;

    public float SampleBias(ParameterRandom random, int fanIn, int fanOut) => (float)Bias;
}
