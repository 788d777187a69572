namespace FastOpt.Training.Tests;

/// <summary>Small data sets that are functions of a seed.</summary>
internal static class Points
{
    /// <summary>Three classes of points in four dimensions, around a center each.</summary>
    public static DataSet<int> Classes(int count, int seed)
    {
        var random = new Random(seed);
        float[] inputs = new float[count * 4];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = random.Next(3);
            for (int j = 0; j < 4; j++)
                inputs[(i * 4) + j] = (float)((random.NextDouble() - 0.5) * 2 + (j == labels[i] ? 1 : 0));
        }

        return new DataSet<int>(inputs, labels, 4);
    }

    /// <summary>A smooth function of three numbers.</summary>
    public static DataSet<float> Numbers(int count, int seed)
    {
        var random = new Random(seed);
        float[] inputs = new float[count * 3], targets = new float[count];
        for (int i = 0; i < inputs.Length; i++)
            inputs[i] = (float)(random.NextDouble() * 2 - 1);
        for (int i = 0; i < count; i++)
            targets[i] = (float)Math.Sin(inputs[i * 3] + (2 * inputs[(i * 3) + 1]) - inputs[(i * 3) + 2]);
        return new DataSet<float>(inputs, targets, 3);
    }
}

/// <summary>Everything that a network is.</summary>
internal static class States
{
    public static byte[] Of<TNetwork, TTarget>(INetwork<TNetwork, TTarget> network)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        byte[] state = new byte[network.StateBytes];
        network.CopyStateTo(state);
        return state;
    }

    public static float[] Weights<TNetwork, TTarget>(INetwork<TNetwork, TTarget> network)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        float[] weights = new float[TNetwork.ParameterCount + TNetwork.BufferCount];
        network.CopyParametersTo(weights.AsSpan(0, TNetwork.ParameterCount));
        network.CopyBuffersTo(weights.AsSpan(TNetwork.ParameterCount));
        return weights;
    }
}

internal sealed class LargestError : Metric<float>
{
    private double _largest = double.NaN;

    public override string Name => "largest error";

    public override bool HigherIsBetter => false;

    public override double Value => _largest;

    public override void Reset() => _largest = double.NaN;

    public override void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
    {
        for (int i = 0; i < outputs.Length; i++)
            _largest = Math.Max(double.IsNaN(_largest) ? 0 : _largest, Math.Abs((double)outputs[i] - targets[i]));
    }
}

/// <summary>A metric whose figures are given, one for each epoch.</summary>
internal sealed class GivenFigures(params double[] figures) : Metric<float>
{
    private int _next = -1;

    public override string Name => "given";

    public override double Value => figures[Math.Min(_next, figures.Length - 1)];

    public override void Reset() => _next++;

    public override void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
    {
    }
}

/// <summary>Does something behind a step, and counts the ends of runs.</summary>
internal sealed class AtStep(long step, Action<FitContext> act) : Callback
{
    public int Ends { get; private set; }

    public double FirstValidationLoss { get; private set; } = double.NaN;

    public override void StepDone(FitContext context, in StepReport report)
    {
        if (report.Step == step)
            act(context);
    }

    public override void EpochDone(FitContext context, EpochReport report)
    {
        if (report.Epoch == 1)
            FirstValidationLoss = report.ValidationLoss;
    }

    public override void End(FitContext context) => Ends++;
}

internal sealed class Rates : Callback
{
    public List<double> Seen { get; } = [];

    public int HalveAtStep { get; init; } = -1;

    public override void StepDone(FitContext context, in StepReport report)
    {
        Seen.Add(report.LearningRate);
        if (report.Step == HalveAtStep)
            context.LearningRateFactor = 0.5;
    }
}

internal sealed class SilentProgress : IFitProgress
{
    public void StepDone(in StepReport report)
    {
    }

    public void EpochDone(EpochReport report)
    {
    }
}

/// <summary>Sums what this thread allocates from one step to the next, within epochs.</summary>
internal sealed class AllocationProbe : Callback
{
    private long _last = -1;

    public long Allocated { get; private set; }

    public int Steps { get; private set; }

    public override void StepDone(FitContext context, in StepReport report)
    {
        long now = GC.GetAllocatedBytesForCurrentThread();
        if (_last >= 0)
        {
            Allocated += now - _last;
            Steps++;
        }

        _last = GC.GetAllocatedBytesForCurrentThread();
    }

    public override void EpochDone(FitContext context, EpochReport report) => _last = -1;
}
