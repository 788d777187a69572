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
