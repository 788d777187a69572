namespace FastOpt.Reference.Graphs;

/// <summary>y = x, with W[x] in the place of each element that is the number of a row of W.</summary>
internal sealed class EmbeddingNode(GraphNode input, int count, int size, int[] columns) : GraphNode("embedding", [input.Size + (columns.Length * (size - 1))], input)
{
    public override IReadOnlyList<Declared> Parameters { get; } = [new("weight", [count, size], null)];

    public override double[] Forward(NodeState state, double[][] inputs)
    {
        var y = new double[state.Batch * Size];
        ForEach(state.Batch, inputs[0], (result, weight, element) => y[result] = weight < 0 ? inputs[0][element] : state.Parameters[weight]);
        return y;
    }

    public override void Backward(NodeState state, double[][] inputs, double[] gradient, double[][] inputGradients) =>
        ForEach(state.Batch, inputs[0], (result, weight, element) =>
        {
            if (weight < 0)
                inputGradients[0][element] += gradient[result];
            else
                state.Gradients[weight] += gradient[result];
        });

    /// <summary>Every element of the results, with the element of the table that it is, or −1 and the input that passes.</summary>
    private void ForEach(int batch, double[] x, Action<int, int, int> element)
    {
        int result = 0;
        for (int i = 0; i < x.Length; i++)
        {
            if (!columns.Contains(i % Inputs[0].Size))
            {
                element(result++, -1, i);
                continue;
            }

            for (int j = 0; j < size; j++)
                element(result++, ((int)x[i] * size) + j, i);
        }

        if (result != batch * Size)
            throw new InvalidOperationException($"{result} elements for {batch} examples.");
    }
}
