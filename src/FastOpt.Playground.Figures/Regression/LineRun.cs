using FastOpt.Training;

namespace FastOpt.Playground;

/// <summary>A line that is trained: the library's network, step by step, in batches whose order is a function of seed and epoch.</summary>
internal sealed class LineRun
{
    /// <summary>Trains it.</summary>
    /// <param name="data">The examples.</param>
    /// <param name="start">Weight and bias at first.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="batch">Examples of a step; the last batch of an epoch may be smaller.</param>
    /// <param name="steps">Steps.</param>
    /// <param name="seed">Of the order.</param>
    public LineRun(LineData data, (double Weight, double Bias) start, double rate, int batch, int steps, ulong seed)
    {
        (Rate, Batch) = (rate, Math.Min(batch, data.Count));
        var model = new LineNetwork(Batch) { Optimizer = new Sgd(rate) };
        float[] weights = [(float)start.Weight, (float)start.Bias], inputs = new float[Batch], targets = new float[Batch];
        model.LoadParameters(weights);
        int[] order = new int[data.Count];
        var ws = new List<double>();
        var bs = new List<double>();
        var losses = new List<double>();
        Keep();
        for (int step = 0, at = 0, epoch = 0; step < steps; step++)
        {
            if (at == 0)
                EpochOrder.Shuffle(order, seed, ++epoch);
            int count = Math.Min(Batch, data.Count - at);
            for (int i = 0; i < count; i++)
                (inputs[i], targets[i]) = (data.Xs[order[at + i]], data.Ys[order[at + i]]);
            at = (at + count) % data.Count;
            model.TrainStep(inputs.AsSpan(0, count), targets.AsSpan(0, count));
            model.CopyParametersTo(weights);
            if (!float.IsFinite(weights[0]) || !float.IsFinite(weights[1]))
            {
                IsFinite = false;
                break;
            }

            Keep();
        }

        (Weights, Biases, Losses) = ([.. ws], [.. bs], [.. losses]);

        void Keep()
        {
            ws.Add(weights[0]);
            bs.Add(weights[1]);
            losses.Add(data.Loss(weights[0], weights[1]));
        }
    }

    public double Rate { get; }

    public int Batch { get; }

    /// <summary>w: the start, and behind each step.</summary>
    public double[] Weights { get; }

    /// <summary>b.</summary>
    public double[] Biases { get; }

    /// <summary>The loss over all examples.</summary>
    public double[] Losses { get; }

    /// <summary>Whether no weight overflowed.</summary>
    public bool IsFinite { get; } = true;

    /// <summary>The number of the last step.</summary>
    public int Length => Weights.Length - 1;

    /// <summary>The step that is shown when the figure shows another one's, which may have more.</summary>
    public int Shown(int position) => Math.Min(position, Length);
}
