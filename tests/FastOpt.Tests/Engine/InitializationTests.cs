using FastOpt.Reference;
using FastOpt.TestCases;
using FastOpt.TestCases.Networks;
using FastOpt.Tests.Harness;

namespace FastOpt.Tests.Engine;

/// <summary>First weights: repeatable from the seed, and with the moments of their distribution.</summary>
public class InitializationTests
{
    private const int FanIn = 300;
    private const int FanOut = 400;

    public static TheoryData<string> AllNetworks => CaseNames.All;

    [Theory]
    [MemberData(nameof(AllNetworks))]
    public void SeedDecidesTheWeights(string name)
    {
        NetworkCase network = NetworkCases.Named(name);
        string first = network.Create(maxBatch: 1, seed: 42).Hash();
        Assert.Equal(first, network.Create(maxBatch: 64, seed: 42, threads: 2).Hash());
        Assert.NotEqual(first, network.Create(maxBatch: 1, seed: 43).Hash());
        Assert.NotEqual(first, network.Create(maxBatch: 1, seed: 42 + (1UL << 32)).Hash());
    }

    [Theory]
    [MemberData(nameof(AllNetworks))]
    public void BiasesAreZeroAndWeightsAreNot(string name)
    {
        NetworkCase network = NetworkCases.Named(name);
        float[] parameters = network.Create(maxBatch: 1, seed: 5).GetParameters();
        foreach (ReferenceTensor tensor in network.Reference.Tensors())
        {
            Span<float> values = parameters.AsSpan(tensor.Offset, tensor.Count);
            if (tensor.Shape.Length == 1)
            {
                Assert.Equal(-1, values.IndexOfAnyExcept(0f));
                continue;
            }

            Assert.DoesNotContain(0f, values.ToArray());
        }
    }

    [Fact]
    public void LayersOfOneShapeDiffer()
    {
        NetworkCase network = NetworkCases.Named(nameof(SmallDigits));
        float[] parameters = network.Create(seed: 1).GetParameters();
        float[] first = parameters[..(64 * 64)];
        float[] second = parameters.AsSpan(65 * 64, 64 * 64).ToArray();
        Assert.True(first.Intersect(second).Count() < 64 * 64 / 20);
    }

    [Fact]
    public void HeNormal() => AssertNormal<HeNormalInit>(Math.Sqrt(2.0 / FanIn));

    [Fact]
    public void HeUniform() => AssertUniform<HeUniformInit>(Math.Sqrt(6.0 / FanIn));

    [Fact]
    public void GlorotNormal() => AssertNormal<GlorotNormalInit>(Math.Sqrt(2.0 / (FanIn + FanOut)));

    [Fact]
    public void GlorotUniform() => AssertUniform<GlorotUniformInit>(Math.Sqrt(6.0 / (FanIn + FanOut)));

    [Fact]
    public void LeCunNormal() => AssertNormal<LeCunNormalInit>(Math.Sqrt(1.0 / FanIn));

    [Fact]
    public void HeNormalIsTheDefaultBeforeRelu() => AssertNormal<DefaultBeforeRelu>(Math.Sqrt(2.0 / FanIn));

    [Fact]
    public void GlorotUniformIsTheDefaultElsewhere() => AssertUniform<DefaultBeforeTanh>(Math.Sqrt(6.0 / (FanIn + FanOut)));

    [Fact]
    public void AnActivationSaysWhatTheDefaultIs() => AssertUniform<DefaultOfTheActivation>(Math.Sqrt(3.0 / FanIn));

    [Fact]
    public void WhatTheLayerSaysComesBeforeItsActivation() => AssertUniform<LayerBeforeTheActivation>(Math.Sqrt(6.0 / (FanIn + FanOut)));

    [Fact]
    public void TorchDefault()
    {
        AssertUniform<TorchDefaultInit>(1 / Math.Sqrt(FanIn));
        float[] biases = FirstLayer<TorchDefaultInit>()[(FanIn * FanOut)..];
        Assert.True(biases.Max(Math.Abs) <= 1 / Math.Sqrt(FanIn));
        Assert.True(biases.Max(Math.Abs) > 0.97 / Math.Sqrt(FanIn));
        Assert.True(Math.Abs(biases.Average()) < 4 / Math.Sqrt(3.0 * FanIn * FanOut));
    }

    [Fact]
    public void Zeros() => Assert.All(FirstLayer<ZerosInit>(), weight => Assert.Equal(0, weight));

    [Fact]
    public void GainAndFanAreArguments() => AssertNormal<HeNormalOfOutputsInit>(5.0 / 3 / Math.Sqrt(FanOut));

    [Fact]
    public void GlorotUniformTakesAGain() => AssertUniform<GlorotUniformForTanhInit>(5.0 / 3 * Math.Sqrt(6.0 / (FanIn + FanOut)));

    [Fact]
    public void LeCunUniform() => AssertUniform<LeCunUniformInit>(Math.Sqrt(3.0 / FanIn));

    [Fact]
    public void NormalWithMean() => AssertMoments([.. FirstLayer<NormalInit>()[..(FanIn * FanOut)].Select(weight => weight - 0.05f)], 0.02);

    [Fact]
    public void UniformBetweenBounds()
    {
        float[] weights = FirstLayer<UniformInit>()[..(FanIn * FanOut)];
        Assert.InRange(weights.Min(), -0.1f, -0.0999f);
        Assert.InRange(weights.Max(), 0.2999f, 0.3f);
        AssertMoments([.. weights.Select(weight => weight - 0.1f)], 0.2 / Math.Sqrt(3));
    }

    /// <summary>400 rows of 300: the columns are orthogonal, and as long as the gain says.</summary>
    [Fact]
    public void OrthogonalOnTheShorterSide()
    {
        float[] weights = FirstLayer<OrthogonalInit>();
        for (int i = 0; i < FanIn; i += 13)
        {
            for (int j = i; j < FanIn; j += 7)
            {
                double dot = Enumerable.Range(0, FanOut).Sum(row => (double)weights[(row * FanIn) + i] * weights[(row * FanIn) + j]);
                Assert.Equal(i == j ? 4 : 0, dot, 2e-6);
            }
        }
    }

    [Fact]
    public void AUsersOwnInitializer()
    {
        float[] parameters = FirstLayer<SparseInit>();
        float[] weights = parameters[..(FanIn * FanOut)];
        Assert.Equal(0.25, weights.Count(weight => weight != 0) / (double)weights.Length, 0.005);
        Assert.Equal(1, weights.Average(weight => (double)weight * weight) * FanIn / 2, 0.02);
        Assert.All(parameters[(FanIn * FanOut)..], bias => Assert.Equal(0.01f, bias));
    }

    private static void AssertNormal<TNetwork>(double deviation)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        float[] weights = FirstLayer<TNetwork>()[..(FanIn * FanOut)];
        AssertMoments(weights, deviation);

        // Of 120,000 normal numbers the largest is beyond 3.5 deviations and within 6, and 31.7 % lie outside one.
        Assert.InRange(weights.Max(Math.Abs) / deviation, 3.5, 6);
        Assert.Equal(0.3173, weights.Count(weight => Math.Abs(weight) > deviation) / (double)weights.Length, 0.006);
    }

    private static void AssertUniform<TNetwork>(double limit)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        float[] weights = FirstLayer<TNetwork>()[..(FanIn * FanOut)];
        AssertMoments(weights, limit / Math.Sqrt(3));
        Assert.InRange(weights.Max() / limit, 0.999, 1.0000001);
        Assert.InRange(weights.Min() / -limit, 0.999, 1.0000001);
    }

    /// <summary>Mean and deviation within about 4.5 deviations of their own sampling error.</summary>
    private static void AssertMoments(float[] weights, double deviation)
    {
        double mean = weights.Average(weight => (double)weight);
        Assert.Equal(0, mean, 4.5 * deviation / Math.Sqrt(weights.Length));
        Assert.Equal(1, Math.Sqrt(weights.Average(weight => (double)weight * weight)) / deviation, 0.01);
        Assert.True(weights.Distinct().Count() > 0.98 * weights.Length);
    }

    private static float[] FirstLayer<TNetwork>()
        where TNetwork : class, INetwork<TNetwork, float>
    {
        TNetwork network = TNetwork.Create(maxBatch: 1, seed: 2024);
        var parameters = new float[TNetwork.ParameterCount];
        network.CopyParametersTo(parameters);
        return parameters[..((FanIn * FanOut) + FanOut)];
    }
}
