using FastOpt.Reference;

namespace FastOpt.Tests.Team;

/// <summary>Proof that steps are shared here: threads other than the caller's run their pieces, and the bits are those of one thread.</summary>
internal static class SharedSteps
{
    /// <summary>Rows enough for a piece of its own for each thread.</summary>
    private const int Batch = 8 * TeamOfFour.Threads;

    /// <summary>What is wrong with the steps of a network of so many threads, or null.</summary>
    public static string? Complaint(int threads)
    {
        float[] inputs = new IntegerGenerator(1).Floats(Batch * AttendedNetwork.InputSize);
        float[] targets = new IntegerGenerator(2).Floats(Batch * AttendedNetwork.OutputSize);
        var alone = new AttendedNetwork(Batch, seed: 3);
        var team = new AttendedNetwork(Batch, seed: 3, threads);
        for (int step = 1; step <= 20; step++)
        {
            string? complaint = Compare("TrainStep", network => [network.TrainStep(inputs, targets)])
                ?? Compare("Evaluate", network => [network.Evaluate(inputs, targets)])
                ?? Compare("Predict", network => Outputs(network, inputs))
                ?? Difference("weights", Parameters(alone), Parameters(team));
            if (complaint is not null)
                return $"step {step}: {complaint}";
        }

        return null;

        string? Compare(string name, Func<AttendedNetwork, float[]> call)
        {
            float[] actual = [];
            int present = RollCall.During(threads, static answer => Attended.Call = answer, () => actual = call(team));
            return present != threads ? $"{present} threads instead of {threads} take part in {name}" : Difference(name, call(alone), actual);
        }
    }

    private static string? Difference(string name, float[] expected, float[] actual) =>
        expected.AsSpan().SequenceEqual(actual) ? null : $"{name} has other bits than on one thread";

    private static float[] Outputs(AttendedNetwork network, float[] inputs)
    {
        var outputs = new float[Batch * AttendedNetwork.OutputSize];
        network.Predict(inputs, outputs);
        return outputs;
    }

    private static float[] Parameters(AttendedNetwork network)
    {
        var parameters = new float[AttendedNetwork.ParameterCount];
        network.CopyParametersTo(parameters);
        return parameters;
    }
}
