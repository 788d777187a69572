namespace FastOpt.Training.Tests.Ensembles;

/// <summary>Two normalizations over the batch with momenta of their own, and nothing that draws.</summary>
[Network(3)]
[BatchNorm(Momentum = 0.3), Dense(5), BatchNorm(Momentum = 0.0137), Tanh]
[Dense(1)]
[MeanSquaredError, Sgd(LearningRate = 0.05)]
public sealed partial class Normalized;

/// <summary>An image network with statistics of channels.</summary>
[Network(1, 6, 6)]
[Conv2D(3, 3), BatchNorm, Relu]
[Dense(2)]
[SoftmaxCrossEntropy, Sgd(LearningRate = 0.05)]
public sealed partial class Channels;

/// <summary>Two logits of yes or no.</summary>
[Network(3)]
[Dense(4), Tanh]
[Dense(2)]
[BinaryCrossEntropy, Sgd(LearningRate = 0.1)]
public sealed partial class TwoLogits;

/// <summary>Gradient descent with a step that nothing changes.</summary>
[Optimizer]
public readonly partial record struct FixedStep(double Length = 0.05)
{
    public void Update(ref float weight, float gradient) => weight -= (float)Length * gradient;
}

/// <summary>Its optimizer has no learning rate.</summary>
[Network(3), Dense(1), MeanSquaredError, Optimizer<FixedStep>]
public sealed partial class Rateless;

/// <summary>LeNet-5 for MNIST's digits.</summary>
[Network(1, 28, 28)]
[Conv2D(6, 5, Padding = 2), Relu, MaxPool2D(2)]
[Conv2D(16, 5), Relu, MaxPool2D(2)]
[Dense(120), Relu, Dense(84), Relu]
[Dense(10)]
[SoftmaxCrossEntropy, Sgd(LearningRate = 0.1, Momentum = 0.9)]
public sealed partial class Mnist;
