using FastOpt.Training;
using static System.FormattableString;

namespace FastOpt.Playground;

/// <summary>Why a loss is no number any more: the run is done again up to the step before, and searched from the weights to the outputs.</summary>
internal static class RunFailure
{
    /// <summary>A longer run is not done again.</summary>
    private const long MostSteps = 20_000;

    /// <summary>A sentence that names step and cause.</summary>
    /// <param name="run">The run.</param>
    /// <param name="epoch">The epoch of the step, from 1.</param>
    /// <param name="step">The number of the step whose loss is no number, from 1.</param>
    public static string Explain(NetworkRun run, int epoch, long step)
    {
        string where = Invariant($"Step {step}, in epoch {epoch}, has a loss that is no finite number.");
        string advice = Invariant($"With the learning rate {run.Settings.Rate:G4} each step was longer than the last.");
        return step > MostSteps ? $"{where} {advice}" : $"{where} {Cause(run, step)} {advice}";
    }

    private static string Cause(NetworkRun run, long step)
    {
        NetworkTrainer network = NetworkRun.Create(run.Settings, run.Batch);
        DataSet<int> data = run.Data.Train;
        float[] inputs = new float[run.Batch * data.InputSize];
        int[] labels = new int[run.Batch], order = new int[data.Count];
        float loss = 0;
        int stepsOfEpoch = (data.Count + run.Batch - 1) / run.Batch;
        ReadOnlySpan<float> rows = default;
        for (long at = 1; at <= step; at++)
        {
            int epoch = (int)((at - 1) / stepsOfEpoch) + 1, first = (int)((at - 1) % stepsOfEpoch) * run.Batch;
            network.Epoch = epoch - 1;
            EpochOrder.Shuffle(order, run.Settings.Seed, epoch);
            int count = Math.Min(run.Batch, data.Count - first);
            for (int i = 0; i < count; i++)
            {
                data.Input(order[first + i]).CopyTo(inputs.AsSpan(i * data.InputSize));
                labels[i] = data.Targets[order[first + i]];
            }

            rows = inputs.AsSpan(0, count * data.InputSize);
            if (at < step)
                loss = network.TrainStep(rows, labels.AsSpan(0, count));
        }

        string before = step > 1 ? Invariant($"The loss of the step before was {loss:G3}, and ") : "";
        float[] parameters = new float[network.ParameterCount], buffers = new float[network.BufferCount];
        network.CopyTo(parameters, buffers);
        foreach (ParameterInfo parameter in network.Parameters)
        {
            if (!parameters.AsSpan(parameter.Offset, parameter.Count).ToArray().All(float.IsFinite))
                return $"{before}its update made {parameter.Name} overflow.";
        }

        var probe = new LayerProbe(network);
        float[][] values = probe.Run(rows, parameters, buffers);
        for (int line = 0; line < values.Length; line++)
        {
            if (!values[line].All(float.IsFinite))
                return $"{before}the outputs of {probe.Lines[line].Name} overflow.";
        }

        return before.Length == 0 ? "The outputs lie too far apart." : before + "the outputs lie too far apart.";
    }
}
