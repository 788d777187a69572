using FastOpt.Training;

namespace FastOpt.Playground;

/// <summary>A run at one of its epochs, with a network that has that epoch's weights.</summary>
internal sealed class Shown
{
    public Shown(NetworkRun run)
    {
        Run = run;
        Network = NetworkRun.Create(run.Settings, run.Batch);
        Probe = new LayerProbe(Network);
    }

    public NetworkRun Run { get; }

    public LayerProbe Probe { get; }

    public NetworkFrame Frame { get; private set; } = null!;

    public NetworkData Data => Run.Data;

    /// <summary>The network with the weights of the epoch that is shown.</summary>
    public NetworkTrainer Network { get; }

    public float[] Parameters => Frame.Weights!.Value.Parameters;

    /// <summary>Takes the weights of an epoch, or of the last one before it whose weights were kept.</summary>
    public void Load(int epoch)
    {
        NetworkFrame frame = Run.Kept(epoch);
        if (frame == Frame)
            return;
        Frame = frame;
        (float[] parameters, float[] buffers) = frame.Weights!.Value;
        Network.Load(parameters, buffers);
    }

    /// <summary>What each layer computes.</summary>
    public float[][] Layers(ReadOnlySpan<float> inputs) => Probe.Run(inputs, Frame.Weights!.Value.Parameters, Frame.Weights!.Value.Buffers);

    /// <summary>The classes' probabilities.</summary>
    /// <returns>[examples × outputs].</returns>
    public float[] Probabilities(ReadOnlySpan<float> inputs)
    {
        int classes = Network.OutputSize, examples = inputs.Length / Network.InputSize;
        float[] outputs = new float[examples * classes];
        Network.Predict(inputs, outputs);
        for (int i = 0; i < examples; i++)
        {
            Span<float> row = outputs.AsSpan(i * classes, classes);
            float largest = row[Scorer.Largest(row)], sum = 0;
            foreach (ref float value in row)
                sum += value = VectorMath.Exp(value - largest);
            foreach (ref float value in row)
                value /= sum;
        }

        return outputs;
    }

    /// <summary>Points of a grid over the plane, row by row from the top.</summary>
    public static float[] Grid(int side, double reach)
    {
        float[] points = new float[2 * side * side];
        for (int i = 0; i < side * side; i++)
        {
            points[2 * i] = (float)(reach * (((2 * (i % side)) + 1.0) / side - 1));
            points[(2 * i) + 1] = (float)(reach * (1 - (((2 * (i / side)) + 1.0) / side)));
        }

        return points;
    }

    /// <summary>Validation examples, as many as a picture takes.</summary>
    public DataSet<int> Few(int most) => Data.Validation.Count <= most ? Data.Validation : Data.Validation.Select([.. Enumerable.Range(0, most)]);
}
