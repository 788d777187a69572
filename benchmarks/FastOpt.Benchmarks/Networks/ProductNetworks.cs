namespace FastOpt.Benchmarks.Networks;

/// <summary>A single product, [batch, 64] · [64, 64].</summary>
[Network(64)]
[Dense(64, Bias = false)]
[MeanSquaredError]
[Sgd]
public sealed partial class Product64x64;

/// <summary>A single product, [batch, 128] · [128, 128].</summary>
[Network(128)]
[Dense(128, Bias = false)]
[MeanSquaredError]
[Sgd]
public sealed partial class Product128x128;

/// <summary>A single product, [batch, 784] · [784, 128].</summary>
[Network(784)]
[Dense(128, Bias = false)]
[MeanSquaredError]
[Sgd]
public sealed partial class Product784x128;

/// <summary>A single product, [batch, 784] · [784, 256].</summary>
[Network(784)]
[Dense(256, Bias = false)]
[MeanSquaredError]
[Sgd]
public sealed partial class Product784x256;

/// <summary>A single product, [batch, 256] · [256, 256].</summary>
[Network(256)]
[Dense(256, Bias = false)]
[MeanSquaredError]
[Sgd]
public sealed partial class Product256x256;

/// <summary>A single product, [batch, 512] · [512, 512].</summary>
[Network(512)]
[Dense(512, Bias = false)]
[MeanSquaredError]
[Sgd]
public sealed partial class Product512x512;

/// <summary>A single product, [batch, 1024] · [1024, 1024].</summary>
[Network(1024)]
[Dense(1024, Bias = false)]
[MeanSquaredError]
[Sgd]
public sealed partial class Product1024x1024;
