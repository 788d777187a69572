using FastOpt.Reference;

namespace FastOpt.Tests.Team;

/// <summary>Proof that steps are shared here: threads other than the caller's run their pieces, and the bits are those of one thread.</summary>
internal static class SharedSteps
{
    /// <summary>Rows enough for a piece of its own for each thread.</summary>
    private const int Batch = 8 * TeamOfFour.Threads;

    /// <summary>What is wrong with the steps of networks of so many threads, shared by rows of the batch or by columns, or null.</summary>
    public static string? Complaint(int threads) => Complaint<AttendedNetwork>(threads) ?? Complaint<AttendedColumns>(threads);

    private static string? Complaint<TNetwork>(int threads)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        float[] inputs = new IntegerGenerator(1).Floats(Batch * TNetwork.InputSize);
        float[] targets = new IntegerGenerator(2).Floats(Batch * TNetwork.OutputSize);
        TNetwork alone = TNetwork.Create(Batch, seed: 3);
        TNetwork team = TNetwork.Create(Batch, seed: 3, threads);
        for (int step = 1; step <= 20; step++)
        {
            string? complaint = Compare("TrainStep", network => [network.TrainStep(inputs, targets)])
                ?? Compare("Evaluate", network => [network.Evaluate(inputs, targets)])
                ?? Compare("Predict", network => Outputs<TNetwork>(network, inputs))
                ?? Difference("weights", Parameters<TNetwork>(alone), Parameters<TNetwork>(team));
            if (complaint is not null)
                return $"{typeof(TNetwork).Name}, step {step}: {complaint}";
        }

        return null;

        string? Compare(string name, Func<TNetwork, float[]> call)
        {
            float[] actual = [];
            int present = RollCall.During(threads, static answer => Attended.Call = answer, () => actual = call(team));
            return present != threads ? $"{present} threads instead of {threads} take part in {name}" : Difference(name, call(alone), actual);
        }
    }

    private static string? Difference(string name, float[] expected, float[] actual) =>
        expected.AsSpan().SequenceEqual(actual) ? null : $"{name} has other bits than on one thread";

    private static float[] Outputs<TNetwork>(TNetwork network, float[] inputs)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        var outputs = new float[Batch * TNetwork.OutputSize];
        network.Predict(inputs, outputs);
        return outputs;
    }

    private static float[] Parameters<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        var parameters = new float[TNetwork.ParameterCount];
        network.CopyParametersTo(parameters);
        return parameters;
    }
}
