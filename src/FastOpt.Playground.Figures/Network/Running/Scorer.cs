using FastOpt.Training;

namespace FastOpt.Playground;

/// <summary>Measures a network over a data set, some examples at a time, so that a page stays awake.</summary>
internal sealed class Scorer(NetworkTrainer network)
{
    private const int Chunk = 256;

    private readonly float[] _outputs = new float[Chunk * network.OutputSize];
    private DataSet<int>? _data;
    private double _losses;
    private int _right, _done;

    /// <summary>What was measured.</summary>
    public Score Score => new(_losses / _done, (double)_right / _done);

    public void Begin(DataSet<int> data) => (_data, _losses, _right, _done) = (data, 0, 0, 0);

    /// <summary>Takes the next examples.</summary>
    /// <returns>Whether there are more.</returns>
    public bool Go()
    {
        DataSet<int> data = _data!;
        int count = Math.Min(Chunk, data.Count - _done), classes = network.OutputSize;
        Span<float> outputs = _outputs.AsSpan(0, count * classes);
        network.Predict(data.Inputs.Slice(_done * data.InputSize, count * data.InputSize), outputs);
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<float> row = outputs.Slice(i * classes, classes);
            int label = data.Targets[_done + i];
            _losses += SoftmaxCrossEntropy.Apply(row, label);
            _right += Largest(row) == label ? 1 : 0;
        }

        _done += count;
        return _done < data.Count;
    }

    /// <summary>The position of the largest output, the first of equal ones.</summary>
    public static int Largest(ReadOnlySpan<float> outputs)
    {
        int largest = 0;
        for (int i = 1; i < outputs.Length; i++)
        {
            if (outputs[i] > outputs[largest])
                largest = i;
        }

        return largest;
    }
}
