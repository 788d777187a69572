namespace FastOpt.Reference.Graphs;

/// <summary>y[o] = b[o] + Σᵢ W[o, i]·x[i] for each example; an image is read flat.</summary>
internal sealed class DenseNode(GraphNode input, int units, bool hasBias) : GraphNode("dense", [units], input)
{
    private readonly int _inputs = input.Size;

    public override IReadOnlyList<Declared> Parameters { get; } =
        hasBias ? [new("weight", [units, input.Size], null), new("bias", [units], null)] : [new("weight", [units, input.Size], null)];

    public override double[] Forward(NodeState state, double[][] inputs)
    {
        double[] x = inputs[0], p = state.Parameters;
        var y = new double[state.Batch * Size];
        for (int e = 0; e < state.Batch; e++)
        {
            for (int o = 0; o < Size; o++)
            {
                double sum = hasBias ? p[(Size * _inputs) + o] : 0;
                for (int i = 0; i < _inputs; i++)
                    sum += p[(o * _inputs) + i] * x[(e * _inputs) + i];
                y[(e * Size) + o] = sum;
            }
        }

        return y;
    }

    public override void Backward(NodeState state, double[][] inputs, double[] gradient, double[][] inputGradients)
    {
        double[] x = inputs[0], p = state.Parameters, g = state.Gradients, dx = inputGradients[0];
        for (int e = 0; e < state.Batch; e++)
        {
            for (int o = 0; o < Size; o++)
            {
                double d = gradient[(e * Size) + o];
                if (hasBias)
                    g[(Size * _inputs) + o] += d;
                for (int i = 0; i < _inputs; i++)
                {
                    g[(o * _inputs) + i] += d * x[(e * _inputs) + i];
                    dx[(e * _inputs) + i] += d * p[(o * _inputs) + i];
                }
            }
        }
    }
}
