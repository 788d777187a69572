using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;
using FastOpt.Reference;
using FastOpt.Runtime;

namespace FastOpt.Tests;

/// <summary>The random numbers of a batch against the oracle's scalar Philox.</summary>
public class RandomRowsTests
{
    private const ulong Seed = 0x0123456789ABCDEF;

    public static TheoryData<int, int, long, long, int> Shapes => new()
    {
        { 1, 16, 0, 1, 0 }, { 5, 5, 7, 1, 3 }, { 16, 16, 0, 2, 1 }, { 63, 64, 1, 3, 0 }, { 64, 64, 100, 1L << 33, 2 },
        { 65, 80, 4294967290, 9, 65534 }, { 127, 127, 3, 5, 1 },
        { 128, 128, 0, 77, 1 }, { 129, 144, 12, (1L << 48) - 1, 5 }, { 300, 304, 2, 1, 0 }, { 1000, 1040, 2, 1, 0 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void UniformNumbersAreTheOraclesBits(int width, int stride, long example, long step, int stream)
    {
        foreach (bool coarse in new[] { false, true })
        {
            Func<ulong, long, int, long, int, double> oracle = coarse ? ReferencePhilox.Coarse : ReferencePhilox.Fine;
            float[] rows = Filled((ref float first) => RandomRows.Uniform(ref first, stride, width, example, Rows, Seed, step, stream, coarse), stride);
            for (int row = 0; row < Rows; row++)
            {
                for (int element = 0; element < width; element++)
                    Assert.Equal(oracle(Seed, step, stream, example + row, element), rows[(row * stride) + element]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void NormalNumbersAreThoseOfBoxAndMuller(int width, int stride, long example, long step, int stream)
    {
        float[] rows = Filled((ref float first) => RandomRows.Normal(ref first, stride, width, example, Rows, Seed, step, stream), stride);
        for (int row = 0; row < Rows; row++)
        {
            for (int element = 0; element < width; element++)
                Assert.Equal(ReferencePhilox.Normal(Seed, step, stream, example + row, element), rows[(row * stride) + element], 3e-6);
        }
    }

    [Theory]
    [InlineData(-1, 0, 0, "step")]
    [InlineData(1L << 48, 0, 0, "step")]
    [InlineData(1, -1, 0, "stream")]
    [InlineData(1, RandomRows.Streams, 0, "stream")]
    [InlineData(1, 0, -1, "example")]
    [InlineData(1, 0, (1L << 32) - Rows + 1, "example")]
    public void WhatDoesNotFitTheCounterIsRefused(long step, int stream, long example, string what)
    {
        var rows = new float[Rows * 16];
        Assert.Throws<ArgumentOutOfRangeException>(what, () => RandomRows.Uniform(ref rows[0], 16, 16, example, Rows, Seed, step, stream, coarse: true));
        Assert.Throws<ArgumentOutOfRangeException>(what, () => RandomRows.Normal(ref rows[0], 16, 16, example, Rows, Seed, step, stream));
        Assert.All(rows, static value => Assert.Equal(0, value));
    }

    /// <summary>The same rows in one call, row by row, and by another thread's share.</summary>
    [Fact]
    public void RowsDoNotDependOnHowTheyAreSplit()
    {
        const int Width = 150;
        float[] together = new float[32 * Width];
        float[] apart = new float[32 * Width];
        RandomRows.Uniform(ref together[0], Width, Width, 1000, 32, Seed, 4, 2, coarse: true);
        foreach ((int first, int count) in new[] { (20, 12), (0, 1), (1, 19) })
            RandomRows.Uniform(ref apart[first * Width], Width, Width, 1000 + first, count, Seed, 4, 2, coarse: true);
        Assert.Equal(together, apart);
    }

    [Fact]
    public void SeedStepStreamAndExampleEachMakeOtherNumbers()
    {
        static float[] Draw(ulong seed, long step, int stream, long example)
        {
            float[] row = new float[64];
            RandomRows.Uniform(ref row[0], 64, 64, example, 1, seed, step, stream, coarse: false);
            return row;
        }

        float[][] draws =
        [
            Draw(1, 1, 1, 1), Draw(2, 1, 1, 1), Draw(1UL << 32, 1, 1, 1), Draw(1, 2, 1, 1), Draw(1, 1 + (1L << 32), 1, 1), Draw(1, 1, 2, 1), Draw(1, 1, 1, 2),
        ];
        for (int i = 0; i < draws.Length; i++)
        {
            for (int j = 0; j < i; j++)
                Assert.True(draws[i].Zip(draws[j]).Count(static pair => pair.First == pair.Second) <= 1);
        }
    }

    /// <summary>10⁷ draws: the share below a threshold within four standard deviations.</summary>
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.25)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void TheShareBelowARateIsTheRate(double rate)
    {
        double rounded = Math.Round(rate * 65536) / 65536;
        foreach (bool coarse in new[] { false, true })
        {
            float[] drawn = Draws((ref float first, int example) => RandomRows.Uniform(ref first, 1000, 1000, example, 1000, Seed, 1, 0, coarse));
            long below = drawn.LongCount(u => u < (float)rounded);
            Assert.All([drawn.Min(), drawn.Max()], static u => Assert.InRange(u, 0, MathF.BitDecrement(1)));
            double deviation = Math.Sqrt(drawn.Length * rounded * (1 - rounded));
            Assert.InRange(below - (drawn.Length * rounded), -4 * deviation, 4 * deviation);
        }
    }

    /// <summary>The moments of 10⁷ draws within four standard deviations of theirs: 0, 1, 0, 3.</summary>
    [Fact]
    public void TheMomentsOfNormalNumbersAreTheirs()
    {
        float[] drawn = Draws(static (ref float first, int example) => RandomRows.Normal(ref first, 1000, 1000, example, 1000, Seed, 1, 0));
        double n = drawn.Length;
        Assert.InRange(drawn.Sum(static v => (double)v) / n, -4 / Math.Sqrt(n), 4 / Math.Sqrt(n));
        Assert.InRange((drawn.Sum(static v => (double)v * v) / n) - 1, -4 * Math.Sqrt(2 / n), 4 * Math.Sqrt(2 / n));
        Assert.InRange(drawn.Sum(static v => Math.Pow(v, 3)) / n, -4 * Math.Sqrt(15 / n), 4 * Math.Sqrt(15 / n));
        Assert.InRange((drawn.Sum(static v => Math.Pow(v, 4)) / n) - 3, -4 * Math.Sqrt(96 / n), 4 * Math.Sqrt(96 / n));
        Assert.All(drawn.Where(static v => !(MathF.Abs(v) <= 5.9f)), static v => Assert.Fail($"{v}"));
    }

    /// <summary>The bits at 256 bits, at 512 and on ARM64; uniform numbers have no others anywhere.</summary>
    [Fact]
    public void TheBitsAreTheRecordedOnes()
    {
        float[] rows = new float[64 * 1000];
        RandomRows.Uniform(ref rows[0], 1000, 1000, 5, 64, 99, 12, 3, coarse: true);
        Assert.Equal("41B1597CEFE881C2", Hash(rows));
        RandomRows.Uniform(ref rows[0], 1000, 1000, 5, 64, 99, 12, 3, coarse: false);
        Assert.Equal("4A40FEC58A69AC57", Hash(rows));
        RandomRows.Normal(ref rows[0], 1000, 1000, 5, 64, 99, 12, 3);
        if ((VectorWidth.Is512 && Fma.IsSupported) || VectorWidth.Is256 || AdvSimd.IsSupported)
            Assert.Equal("B8246C5145916C6C", Hash(rows));
    }

    private const int Rows = 3;

    private delegate void Fill(ref float first);

    private delegate void FillFrom(ref float first, int example);

    /// <summary>The rows; nothing behind the last one's stride may be written.</summary>
    private static float[] Filled(Fill fill, int stride)
    {
        const float Canary = -7;
        float[] rows = new float[(Rows * stride) + 160];
        Array.Fill(rows, Canary);
        fill(ref rows[0]);
        Assert.All(rows[(Rows * stride)..], static value => Assert.Equal(Canary, value));
        return rows;
    }

    private static float[] Draws(FillFrom fill)
    {
        float[] drawn = new float[10_000_000];
        for (int example = 0; example < 10_000; example += 1000)
            fill(ref drawn[example * 1000], example);
        return drawn;
    }

    private static string Hash(float[] values) => Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(values.AsSpan())))[..16];
}
