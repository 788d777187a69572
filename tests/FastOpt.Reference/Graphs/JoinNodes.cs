namespace FastOpt.Reference.Graphs;

/// <summary>y = a + b, element by element.</summary>
internal sealed class AddNode(GraphNode a, GraphNode b) : GraphNode("add", a.Shape, a, b)
{
    public override double[] Forward(NodeState state, double[][] inputs) => [.. inputs[0].Zip(inputs[1], (a, b) => a + b)];

    public override void Backward(NodeState state, double[][] inputs, double[] gradient, double[][] inputGradients)
    {
        for (int i = 0; i < gradient.Length; i++)
        {
            inputGradients[0][i] += gradient[i];
            inputGradients[1][i] += gradient[i];
        }
    }
}

/// <summary>y = a·b, element by element; a and b may be the same value.</summary>
internal sealed class MultiplyNode(GraphNode a, GraphNode b) : GraphNode("multiply", a.Shape, a, b)
{
    public override double[] Forward(NodeState state, double[][] inputs) => [.. inputs[0].Zip(inputs[1], (a, b) => a * b)];

    public override void Backward(NodeState state, double[][] inputs, double[] gradient, double[][] inputGradients)
    {
        for (int i = 0; i < gradient.Length; i++)
        {
            inputGradients[0][i] += gradient[i] * inputs[1][i];
            inputGradients[1][i] += gradient[i] * inputs[0][i];
        }
    }
}

/// <summary>The channels of a, then those of b, for each example.</summary>
internal sealed class ConcatNode(GraphNode a, GraphNode b) : GraphNode("concat", [a.Channels + b.Channels, .. a.Shape[1..]], a, b)
{
    public override double[] Forward(NodeState state, double[][] inputs)
    {
        var y = new double[state.Batch * Size];
        foreach ((int input, int from, int to) in Places(state.Batch))
            y[to] = inputs[input][from];
        return y;
    }

    public override void Backward(NodeState state, double[][] inputs, double[] gradient, double[][] inputGradients)
    {
        foreach ((int input, int from, int to) in Places(state.Batch))
            inputGradients[input][from] += gradient[to];
    }

    private IEnumerable<(int Input, int From, int To)> Places(int batch)
    {
        int first = Inputs[0].Size, second = Inputs[1].Size;
        for (int e = 0; e < batch; e++)
        {
            for (int i = 0; i < first; i++)
                yield return (0, (e * first) + i, (e * Size) + i);
            for (int i = 0; i < second; i++)
                yield return (1, (e * second) + i, (e * Size) + first + i);
        }
    }
}
