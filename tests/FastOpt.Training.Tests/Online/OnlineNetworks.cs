namespace FastOpt.Training.Tests.Online;

/// <summary>Two classes of points in the plane.</summary>
[Network(2)]
[Dense(8), Tanh]
[Dense(2)]
[SoftmaxCrossEntropy, Sgd(LearningRate = 0.02, Momentum = 0.5)]
public sealed partial class Sides;

/// <summary>Yes or no, as a logit.</summary>
[Network(2)]
[Dense(1)]
[BinaryCrossEntropy, Adam(LearningRate = 0.05)]
public sealed partial class YesOrNo;

/// <summary>A stream of points whose rule turns around at some samples.</summary>
internal static class Streams
{
    /// <summary>Points in the square, labelled by which side of a line they are on; behind each turn the labels are the other way round.</summary>
    public static (float[] Inputs, int[] Labels) Of(int count, int seed, params int[] turns)
    {
        var random = new Random(seed);
        float[] inputs = new float[2 * count];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            (float x, float y) = ((float)((random.NextDouble() * 2) - 1), (float)((random.NextDouble() * 2) - 1));
            (inputs[2 * i], inputs[(2 * i) + 1]) = (x, y);
            labels[i] = (x + (0.5f * y) > 0 ? 1 : 0) ^ (turns.Count(turn => turn <= i) % 2);
        }

        return (inputs, labels);
    }
}

/// <summary>A clock that a test moves.</summary>
internal sealed class TestClock : TimeProvider
{
    private long _ticks;

    public TimeSpan PerAsking { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        _ticks += PerAsking.Ticks;
        return _ticks;
    }

    public void Advance(TimeSpan time) => _ticks += time.Ticks;
}
