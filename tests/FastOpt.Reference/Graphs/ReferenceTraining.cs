namespace FastOpt.Reference.Graphs;

/// <summary>A graph with its parameters, buffers and optimizer, trained step by step.</summary>
/// <param name="graph">The network.</param>
/// <param name="update">The way from gradients to parameters.</param>
/// <param name="parameters">The parameters before the first step, in canonical order.</param>
public sealed class ReferenceTraining(ReferenceGraph graph, ReferenceUpdate update, double[] parameters)
{
    /// <summary>The parameters, in canonical order.</summary>
    public double[] Parameters { get; } = [.. parameters];

    /// <summary>The buffers, in canonical order.</summary>
    public double[] Buffers { get; private set; } = graph.InitialBuffers;

    /// <summary>The outputs of the last pass before its update.</summary>
    public double[] Outputs { get; private set; } = [];

    /// <summary>A step on one batch, or on parts of one whose gradients are averaged.</summary>
    /// <param name="parts">The batches.</param>
    /// <param name="draws">The random numbers of each part, where a layer asks for them.</param>
    /// <returns>The loss before the update, the mean over the parts.</returns>
    public double Step(IReadOnlyList<TestBatch> parts, Func<int, ReferenceDraws>? draws = null)
    {
        var gradients = new double[Parameters.Length];
        double loss = 0;
        for (int part = 0; part < parts.Count; part++)
        {
            TestBatch batch = parts[part];
            ReferencePass pass = graph.Train(Parameters, Buffers, batch.ExactInputs, batch.ExactTargets, batch.ExactWeights, draws?.Invoke(part));
            for (int i = 0; i < gradients.Length; i++)
                gradients[i] += pass.Gradients[i] / parts.Count;
            loss += pass.Loss / parts.Count;
            (Buffers, Outputs) = (pass.Buffers, pass.Outputs);
        }

        update.Apply(Parameters, gradients);
        return loss;
    }

    /// <summary>A step on one batch.</summary>
    public double Step(TestBatch batch, ReferenceDraws? draws = null) => Step([batch], draws is null ? null : _ => draws);

    /// <summary>The outputs while predicting.</summary>
    public double[] Predict(TestBatch batch) => graph.Predict(Parameters, Buffers, batch.ExactInputs);
}
