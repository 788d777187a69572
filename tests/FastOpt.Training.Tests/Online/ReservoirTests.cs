namespace FastOpt.Training.Tests.Online;

public sealed class ReservoirTests
{
    /// <summary>Each of 200 samples is among 20 kept ones in a tenth of the seeds: within five standard deviations over 4,000 of them.</summary>
    [Fact]
    public void EachSampleIsAsLikelyToBeKeptAsAnyOther()
    {
        const int Seeds = 4000;
        int[] kept = new int[200];
        for (ulong seed = 0; seed < Seeds; seed++)
        {
            var reservoir = new Reservoir<int>(20, 1, 1, seed);
            for (int i = 0; i < 200; i++)
                reservoir.Add([i], [i]);
            var state = new RunState();
            reservoir.Save(state);
            foreach (float sample in state.Get<float>("inputs"))
                kept[(int)sample]++;
        }

        double deviation = Math.Sqrt(Seeds * 0.1 * 0.9);
        Assert.All(kept, count => Assert.InRange(count, (Seeds * 0.1) - (5 * deviation), (Seeds * 0.1) + (5 * deviation)));
        Assert.Equal(20 * Seeds, kept.Sum());
    }

    [Fact]
    public void DrawsAreAFunctionOfTheirNumberAndKeepInputsAndTargetsTogether()
    {
        var reservoir = new Reservoir<int>(8, 2, 1, seed: 5);
        for (int i = 0; i < 30; i++)
            reservoir.Add([i, -i], [i]);
        float[] inputs = new float[2000], again = new float[2000], other = new float[2000];
        int[] targets = new int[1000], more = new int[1000];
        reservoir.Draw(1000, 7, inputs, targets);
        reservoir.Draw(1000, 7, again, more);
        Assert.Equal(inputs, again);
        reservoir.Draw(1000, 8, other, more);
        Assert.NotEqual(inputs, other);
        for (int i = 0; i < 1000; i++)
            Assert.Equal((targets[i], -targets[i]), (inputs[2 * i], inputs[(2 * i) + 1]));
        Assert.Equal(8, targets.Distinct().Count());
        Assert.Equal(8, reservoir.Count);
    }
}
