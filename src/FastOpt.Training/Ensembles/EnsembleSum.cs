namespace FastOpt.Training;

/// <summary>Adds what one member says of one example to the sums of all.</summary>
internal static class EnsembleSum
{
    public static void Add(OutputMeaning meaning, ReadOnlySpan<float> outputs, Span<double> sums)
    {
        switch (meaning)
        {
            case OutputMeaning.ClassLogits:
                double logarithm = MetricBatch.LogSumExp(outputs);
                for (int i = 0; i < outputs.Length; i++)
                    sums[i] += Math.Exp(outputs[i] - logarithm);
                break;
            case OutputMeaning.BinaryLogits:
                for (int i = 0; i < outputs.Length; i++)
                    sums[i] += 1 / (1 + Math.Exp(-(double)outputs[i]));
                break;
            default:
                for (int i = 0; i < outputs.Length; i++)
                    sums[i] += outputs[i];
                break;
        }
    }
}
