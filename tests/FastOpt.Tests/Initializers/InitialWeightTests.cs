namespace FastOpt.Tests;

public class InitialWeightTests
{
    private const int FanIn = 784;
    private const int FanOut = 128;

    // The first four weights of a 784 → 128 layer, by Recorded/record_initial_weights.py.
    public static TheoryData<string, ulong, int, uint[]> FirstWeights => new()
    {
        { nameof(HeNormal), 0x0, 0, [0xBC53B12B, 0x3D739E83, 0x3D025F36, 0x3C5D698D] },
        { nameof(HeNormal), 0x2A, 1, [0xBD044DD1, 0xBA920511, 0xBD37D2AC, 0xBC2DFE0B] },
        { nameof(HeNormal), 0xFEDCBA9876543210, 7, [0xBD49AA99, 0x3BBF9EBA, 0x3C841714, 0x3C92354B] },
        { nameof(HeUniform), 0x0, 0, [0xBC90B264, 0x3D88599C, 0x3D28EC7A, 0x3C972FF2] },
        { nameof(HeUniform), 0x2A, 1, [0xBD2B1B41, 0xBAC9C792, 0xBD603969, 0xBC6EB180] },
        { nameof(HeUniform), 0xFEDCBA9876543210, 7, [0xBD703350, 0x3C041CAA, 0x3CB37DD8, 0x3CC5EDC9] },
        { nameof(GlorotNormal), 0x0, 0, [0xBC44466C, 0x3D61E086, 0x3CF1C12A, 0x3C4D4995] },
        { nameof(GlorotNormal), 0x2A, 1, [0xBCF55656, 0xBA8762B4, 0xBD2A6F84, 0xBC21522A] },
        { nameof(GlorotNormal), 0xFEDCBA9876543210, 7, [0xBD3AFAC5, 0x3BB1AA33, 0x3C74F0D5, 0x3C878F6B] },
        { nameof(GlorotUniform), 0x0, 0, [0xBC8628B1, 0x3D7CD70D, 0x3D1C9F18, 0x3C8C2D3E] },
        { nameof(GlorotUniform), 0x2A, 1, [0xBD1EA52E, 0xBABB15A2, 0xBD4FE504, 0xBC5D4F59] },
        { nameof(GlorotUniform), 0xFEDCBA9876543210, 7, [0xBD5EB510, 0x3BF4FB30, 0x3CA66B70, 0x3CB783A3] },
        { nameof(LeCunNormal), 0x0, 0, [0xBC15B05B, 0x3D2C43C8, 0x3CB85FAD, 0x3C1C8FE8] },
        { nameof(LeCunNormal), 0x2A, 1, [0xBCBB1B27, 0xBA4E80D0, 0xBD01FB82, 0xBBF60FF5] },
        { nameof(LeCunNormal), 0xFEDCBA9876543210, 7, [0xBD0E9984, 0x3B877EEE, 0x3C3ACDBE, 0x3C4EC504] },
        { nameof(TorchDefault), 0x0, 0, [0xBBEC49F8, 0x3CDEA89F, 0x3C89ECF8, 0x3BF6E348] },
        { nameof(TorchDefault), 0x2A, 1, [0xBC8BB535, 0xBA24C099, 0xBCB7140E, 0xBBC2E46E] },
        { nameof(TorchDefault), 0xFEDCBA9876543210, 7, [0xBCC41F72, 0x3B57BCE9, 0x3C128DE4, 0x3C219BB5] },
    };

    [Theory]
    [MemberData(nameof(FirstWeights))]
    public void FirstWeightsAreTheRecordedOnes(string initializer, ulong seed, int layer, uint[] words)
    {
        float[] weights = Weights(initializer, words.Length, seed, layer);
        Assert.Equal(words, weights.Select(BitConverter.SingleToUInt32Bits));
    }

    [Theory]
    [InlineData(nameof(HeNormal), 2.0 / FanIn)]
    [InlineData(nameof(HeUniform), 2.0 / FanIn)]
    [InlineData(nameof(GlorotNormal), 2.0 / (FanIn + FanOut))]
    [InlineData(nameof(GlorotUniform), 2.0 / (FanIn + FanOut))]
    [InlineData(nameof(LeCunNormal), 1.0 / FanIn)]
    [InlineData(nameof(TorchDefault), 1.0 / FanIn / 3)]
    public void MeanAndVarianceAreTheDeclaredOnes(string initializer, double variance)
    {
        float[] weights = Weights(initializer, FanIn * FanOut, seed: 5, layer: 2);
        double mean = weights.Average(w => (double)w);
        double measured = weights.Average(w => (w - mean) * (w - mean));

        // Five standard errors.
        Assert.InRange(mean, -5 * Math.Sqrt(variance / weights.Length), 5 * Math.Sqrt(variance / weights.Length));
        Assert.InRange(measured / variance, 1 - 5 * Math.Sqrt(2.0 / weights.Length), 1 + 5 * Math.Sqrt(2.0 / weights.Length));
    }

    [Theory]
    [InlineData(nameof(HeUniform), 6.0 / FanIn)]
    [InlineData(nameof(GlorotUniform), 6.0 / (FanIn + FanOut))]
    [InlineData(nameof(TorchDefault), 1.0 / FanIn)]
    public void UniformWeightsFillTheirBounds(string initializer, double squaredBound)
    {
        float[] weights = Weights(initializer, FanIn * FanOut, seed: 5, layer: 2);
        float bound = (float)Math.Sqrt(squaredBound);
        Assert.InRange(weights.Max(), 0.999f * bound, bound);
        Assert.InRange(weights.Min(), -bound, -0.999f * bound);
    }

    [Fact]
    public void NormalWeightsHaveNormalTails()
    {
        float[] weights = Weights(nameof(LeCunNormal), 1_000_000, seed: 9, layer: 0);
        double deviation = Math.Sqrt(1.0 / FanIn);
        double share = weights.Count(w => Math.Abs(w) > 2 * deviation) / (double)weights.Length;
        Assert.InRange(share, 0.0455003 - 0.00105, 0.0455003 + 0.00105);
        Assert.InRange(weights.Max() / deviation, 4, 6.3);
    }

    [Fact]
    public void AWeightDependsOnItsPositionOnly()
    {
        float[] whole = Weights(nameof(HeNormal), 1000, seed: 3, layer: 4);

        foreach (int i in Enumerable.Range(0, whole.Length).Reverse())
            Assert.Equal(whole[i], new HeNormal().SampleWeight(new ParameterRandom(3, 4, i), FanIn, FanOut));
        Assert.Equal(whole.Take(17), Weights(nameof(HeNormal), 17, seed: 3, layer: 4));
        Assert.NotEqual(whole, Weights(nameof(HeNormal), 1000, seed: 3, layer: 5));
        Assert.NotEqual(whole, Weights(nameof(HeNormal), 1000, seed: 4, layer: 4));
    }

    [Fact]
    public void BiasesFollowTheWeights()
    {
        float[] weight = new float[15];
        float[] bias = new float[3];
        ParameterInitializer.Initialize(weight, bias, 5, 3, 8, 1, new TorchDefault());
        for (int i = 0; i < bias.Length; i++)
            Assert.Equal(new TorchDefault().SampleBias(new ParameterRandom(8, 1, 15 + i), 5, 3), bias[i]);
        Assert.All(bias, b => Assert.True(b != 0 && Math.Abs(b) <= 1 / Math.Sqrt(5)));

        bias.AsSpan().Fill(7);
        ParameterInitializer.Initialize(weight, bias, 5, 3, 8, 1, new HeNormal());
        Assert.All(bias, b => Assert.Equal(0, b));
    }

    [Fact]
    public void ConstantAndZerosAreConstant()
    {
        float[] weight = new float[10];
        float[] bias = [1, 1];
        ParameterInitializer.Initialize(weight, bias, 5, 2, 8, 1, new Constant(0.25f));
        Assert.All(weight, w => Assert.Equal(0.25f, w));
        Assert.All(bias, b => Assert.Equal(0, b));

        ParameterInitializer.Initialize(weight, bias, 5, 2, 8, 1, new Zeros());
        Assert.All(weight, w => Assert.Equal(0, w));
        Assert.Equal(0, new Constant().Value);
    }

    [Fact]
    public void GainsAreThoseOfPyTorch()
    {
        Assert.Equal(Gains.Relu, Math.Sqrt(2));
        Assert.Equal(5.0 / 3, Gains.Tanh);
        Assert.Equal(Gains.LeakyRelu, Gains.LeakyReluOf(0.01));
        Assert.Equal(0.75, Gains.Selu);
        Assert.Equal(1, Gains.Linear * Gains.Sigmoid);
        Assert.Equal(new HeNormal(Gains.Relu, Fan.In), new HeNormal());
        Assert.Equal(new HeUniform(Gains.Relu, Fan.In), new HeUniform());
        Assert.Equal(new GlorotNormal(1), new GlorotNormal());
        Assert.Equal(new GlorotUniform(1), new GlorotUniform());
        Assert.Equal(new Normal(0, 1), new Normal());
        Assert.Equal(new Uniform(0, 1), new Uniform());
        Assert.Equal(new Orthogonal(1), new Orthogonal());
    }

    /// <summary>Q of LAPACK's decomposition of the same normal numbers, by Recorded/record_initial_weights.py.</summary>
    [Theory]
    [InlineData(5, 3)]
    [InlineData(3, 5)]
    [InlineData(4, 4)]
    public void OrthogonalIsQOfTheNormalNumbers(int rows, int columns)
    {
        float[] weights = new float[rows * columns];
        ParameterInitializer.Initialize(weights, [], columns, rows, 42, 1, new Orthogonal());
        double[] expected = (rows, columns) switch
        {
            (5, 3) => [-0.413319786, 0.017695186, -0.659891051, -0.135888743, -0.711540663, -0.382302599, 0.126960700, 0.673347731, -0.453675837, -0.889108434, 0.192881350, 0.323945125, 0.063782268, -0.052880844, 0.328064497],
            (3, 5) => [-0.405945575, -0.014000924, -0.564020188, -0.133464295, -0.706456421, 0.020008354, 0.090170105, 0.629817292, -0.665080854, -0.390469786, -0.032970764, 0.979178425, -0.139068571, -0.072937419, 0.124348726],
            _ => [-0.310119016, 0.494307963, -0.592955835, -0.554877655, -0.539691977, 0.587462015, 0.557943846, 0.228734816, -0.781196843, -0.613419551, -0.115204785, 0.013259098, 0.047856635, -0.185106654, 0.569060542, -0.799759569],
        };
        for (int i = 0; i < weights.Length; i++)
            Assert.Equal(expected[i], weights[i], 1e-7);
    }

    [Fact]
    public void AllocatesNothing()
    {
        float[] weight = new float[4096];
        float[] bias = new float[64];
        Run();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Run()
        {
            ParameterInitializer.Initialize(weight, bias, 64, 64, 1, 0, new HeNormal());
            ParameterInitializer.Initialize(weight, bias, 64, 64, 1, 0, new TorchDefault());
            ParameterInitializer.Initialize(weight, bias, 64, 64, 1, 0, new Constant(1));
        }
    }

    private static float[] Weights(string initializer, int count, ulong seed, int layer)
    {
        float[] weights = new float[count];
        switch (initializer)
        {
            case nameof(HeNormal): Fill(new HeNormal()); break;
            case nameof(HeUniform): Fill(new HeUniform()); break;
            case nameof(GlorotNormal): Fill(new GlorotNormal()); break;
            case nameof(GlorotUniform): Fill(new GlorotUniform()); break;
            case nameof(LeCunNormal): Fill(new LeCunNormal()); break;
            case nameof(TorchDefault): Fill(new TorchDefault()); break;
            default: throw new ArgumentOutOfRangeException(nameof(initializer), initializer, null);
        }

        return weights;

        void Fill<TInit>(TInit init)
            where TInit : struct, IInitializer => ParameterInitializer.Initialize(weights, [], FanIn, FanOut, seed, layer, init);
    }
}
