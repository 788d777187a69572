namespace FastOpt.Reference.Graphs;

/// <summary>
/// A network of layers under a loss, computed naively in double precision, batch by batch. Calls add a layer each to the value here. Parameters, gradients
/// and buffers are flat, in canonical order: layer by layer; a dense layer's weight [out, in] row by row, then its bias; a rule's trained parameters as
/// declared. Examples, targets and outputs are flat too, example by example, each [channels, height, width] row by row.
/// </summary>
public sealed class ReferenceGraph
{
    private readonly List<GraphNode> _nodes = [];
    private readonly Dictionary<string, GraphNode> _marks = [];
    private GraphNode _here;

    /// <summary>An empty network.</summary>
    /// <param name="shape">One example: [n], [channels, length] or [channels, height, width].</param>
    public ReferenceGraph(params int[] shape)
    {
        _here = new InputNode(shape);
        _nodes.Add(_here);
    }

    /// <summary>Numbers of one example.</summary>
    public int Inputs => _nodes[0].Size;

    /// <summary>Outputs of one example.</summary>
    public int Outputs => _here.Size;

    /// <summary>The shape of the value here.</summary>
    public IReadOnlyList<int> Shape => _here.Shape;

    /// <summary>The loss.</summary>
    public ReferenceLoss Loss { get; private set; } = ReferenceLosses.MeanSquaredError;

    /// <summary>Numbers per target: one per output, or one label.</summary>
    public int TargetSize => Loss.UsesLabels ? 1 : Outputs;

    /// <summary>The parameters in canonical order: "dense1.weight", "batchnorm1.weight".</summary>
    public IReadOnlyList<ReferenceTensor> Tensors => Named(node => node.Parameters);

    /// <summary>The buffers in canonical order: "batchnorm1.running_mean".</summary>
    public IReadOnlyList<ReferenceTensor> BufferTensors => Named(node => node.Buffers);

    /// <summary>Trainable scalars.</summary>
    public int ParameterCount => Tensors.Sum(tensor => tensor.Count);

    /// <summary>The buffers before the first step.</summary>
    public double[] InitialBuffers => [.. BufferTensors.SelectMany(tensor => Enumerable.Repeat(tensor.Initial!.Value, tensor.Count))];

    /// <summary>y = Wx + b, an image read flat.</summary>
    public ReferenceGraph Dense(int units, bool bias = true) => Append(new DenseNode(_here, units, bias));

    /// <summary>Vectors of a table in the place of their numbers, in the columns given.</summary>
    public ReferenceGraph Embedding(int count, int size, params int[] columns) => Append(new EmbeddingNode(_here, count, size, columns));

    /// <summary>A convolution of an image or a signal.</summary>
    public ReferenceGraph Convolution(int filters, ReferenceWindow window, int groups = 1, bool bias = true) =>
        Append(new ConvolutionNode(_here, filters, window, groups, bias));

    /// <summary>The largest element of each window.</summary>
    public ReferenceGraph MaxPool(ReferenceWindow window) => Append(new MaxPoolNode(_here, window));

    /// <summary>The mean of each window.</summary>
    public ReferenceGraph AveragePool(ReferenceWindow window) => Append(new AveragePoolNode(_here, window));

    /// <summary>The largest element of each channel.</summary>
    public ReferenceGraph GlobalMaxPool() => Append(new MaxPoolNode(_here, WholeWindow, dropsPositions: true));

    /// <summary>The mean of each channel.</summary>
    public ReferenceGraph GlobalAveragePool() => Append(new AveragePoolNode(_here, WholeWindow, dropsPositions: true));

    /// <summary>The same elements in another shape.</summary>
    public ReferenceGraph Reshape(params int[] shape) => Append(new ReshapeNode(_here, shape));

    private ReferenceWindow WholeWindow => new(_here.Shape.Length == 2 ? 1 : _here.Shape[1], _here.Shape[^1]);

    /// <summary>A rule applied to each element: activation, normalization or noise.</summary>
    public ReferenceGraph Map(ReferenceMap map) => Append(new MapNode(_here, map));

    /// <summary>An activation.</summary>
    public ReferenceGraph Activation(ReferenceActivation activation) => Map(ReferenceMaps.Activation(activation));

    /// <summary>An activation by the name of the library's rule.</summary>
    public ReferenceGraph Activation(string name) => Activation(ReferenceRules.Activation(name));

    /// <summary>A leaky ReLU with one trained slope for each channel.</summary>
    public ReferenceGraph PRelu(double initial = 0.25) => Map(ReferenceMaps.PRelu(initial));

    /// <summary>Batch normalization.</summary>
    public ReferenceGraph BatchNorm(double epsilon = 1e-5, double momentum = 0.1) => Map(ReferenceMaps.BatchNorm(epsilon, momentum));

    /// <summary>Layer normalization, with weight and bias of each channel.</summary>
    public ReferenceGraph LayerNorm(double epsilon = 1e-5) => Map(ReferenceMaps.LayerNorm(epsilon));

    /// <summary>Normalization by the root of the mean square.</summary>
    public ReferenceGraph RmsNorm(double epsilon = ReferenceMaps.SingleEpsilon) => Map(ReferenceMaps.RmsNorm(epsilon));

    /// <summary>Group normalization.</summary>
    public ReferenceGraph GroupNorm(int groups, double epsilon = 1e-5) => Map(ReferenceMaps.GroupNorm(groups, epsilon));

    /// <summary>Instance normalization.</summary>
    public ReferenceGraph InstanceNorm(double epsilon = 1e-5) => Map(ReferenceMaps.InstanceNorm(epsilon));

    /// <summary>Inverted dropout.</summary>
    public ReferenceGraph Dropout(double rate = 0.5) => Map(ReferenceMaps.Dropout(rate));

    /// <summary>Additive normal noise.</summary>
    public ReferenceGraph GaussianNoise(double deviation = 1) => Map(ReferenceMaps.GaussianNoise(deviation));

    /// <summary>Names the value here.</summary>
    public ReferenceGraph Mark(string name)
    {
        _marks.Add(name, _here);
        return this;
    }

    /// <summary>Goes on from a marked value.</summary>
    public ReferenceGraph From(string name)
    {
        _here = Marked(name);
        return this;
    }

    /// <summary>Adds a marked value to the value here.</summary>
    public ReferenceGraph Add(string name) => Append(new AddNode(_here, Alike(name, positionsOnly: false)));

    /// <summary>Multiplies the value here by a marked value.</summary>
    public ReferenceGraph Multiply(string name) => Append(new MultiplyNode(_here, Alike(name, positionsOnly: false)));

    /// <summary>Appends the channels of a marked value to those of the value here.</summary>
    public ReferenceGraph Concat(string name) => Append(new ConcatNode(_here, Alike(name, positionsOnly: true)));

    /// <summary>Sets the loss of the value here.</summary>
    public ReferenceGraph WithLoss(ReferenceLoss loss)
    {
        Loss = loss;
        return this;
    }

    /// <summary>A training pass: statistics of the batch, draws, and the buffers' update.</summary>
    /// <param name="parameters">In canonical order.</param>
    /// <param name="buffers">In canonical order; unchanged.</param>
    /// <param name="inputs">[batch, inputs].</param>
    /// <param name="targets">[batch, <see cref="TargetSize"/>].</param>
    /// <param name="weights">One for each example; the loss is Σ wᵢ lᵢ / Σ wᵢ.</param>
    /// <param name="draws">The random numbers; needed where a layer asks for them.</param>
    public ReferencePass Train(
        double[] parameters, double[] buffers, double[] inputs, double[] targets, double[]? weights = null, ReferenceDraws? draws = null) =>
        Run(parameters, buffers, inputs, isTraining: true, draws, LossOver(inputs, targets, weights));

    /// <summary>A training pass whose ∂loss/∂outputs [batch, outputs] the caller has.</summary>
    public ReferencePass TrainWithOutputGradients(double[] parameters, double[] buffers, double[] inputs, double[] gradients, ReferenceDraws? draws = null) =>
        Run(parameters, buffers, inputs, isTraining: true, draws, (outputs, derivative) =>
        {
            gradients.CopyTo(derivative);
            return double.NaN;
        });

    /// <summary>A predicting pass: running statistics, which are constants to the gradients, and no draws.</summary>
    public ReferencePass Evaluate(double[] parameters, double[] buffers, double[] inputs, double[] targets, double[]? weights = null) =>
        Run(parameters, buffers, inputs, isTraining: false, null, LossOver(inputs, targets, weights));

    /// <summary>The outputs of a predicting pass.</summary>
    public double[] Predict(double[] parameters, double[] buffers, double[] inputs) =>
        Forward(NodeStates(parameters, buffers, inputs.Length / Inputs, isTraining: false, null), inputs)[_here.Index];

    /// <summary>The loss of a training or predicting pass alone.</summary>
    public double LossOf(
        bool isTraining, double[] parameters, double[] buffers, double[] inputs, double[] targets, double[]? weights = null, ReferenceDraws? draws = null)
    {
        double[] outputs = Forward(NodeStates(parameters, buffers, inputs.Length / Inputs, isTraining, draws), inputs)[_here.Index];
        return LossOver(inputs, targets, weights)(outputs, new double[outputs.Length]);
    }

    /// <summary>How far a predicting pass is from where a derivative jumps.</summary>
    public double DistanceToKink(double[] parameters, double[] buffers, double[] inputs)
    {
        NodeState[] states = NodeStates(parameters, buffers, inputs.Length / Inputs, isTraining: false, null);
        return DistanceToKink(states, Forward(states, inputs));
    }

    /// <summary>The loss of outputs, which also writes its derivative in them.</summary>
    private Func<double[], double[], double> LossOver(double[] inputs, double[] targets, double[]? weights) =>
        (outputs, derivative) => Loss.OfBatch(inputs.Length / Inputs, outputs, targets, weights, derivative);

    private ReferencePass Run(
        double[] parameters, double[] buffers, double[] inputs, bool isTraining, ReferenceDraws? draws, Func<double[], double[], double> loss)
    {
        NodeState[] states = NodeStates(parameters, buffers, inputs.Length / Inputs, isTraining, draws);
        double[][] values = Forward(states, inputs);
        double[][] gradients = Array.ConvertAll(values, value => new double[value.Length]);
        double value = loss(values[_here.Index], gradients[_here.Index]);
        for (int i = _nodes.Count - 1; i > 0; i--)
            _nodes[i].Backward(states[i], Read(_nodes[i], values), gradients[i], Read(_nodes[i], gradients));
        return new ReferencePass(
            value,
            values[_here.Index],
            [.. states.SelectMany(state => state.Gradients)],
            gradients[0],
            [.. states.SelectMany(state => state.Buffers)],
            new Lazy<double>(() => DistanceToKink(states, values)));
    }

    private double DistanceToKink(NodeState[] states, double[][] values) =>
        _nodes.Skip(1).Select(node => node.DistanceToKink(states[node.Index], Read(node, values))).DefaultIfEmpty(double.PositiveInfinity).Min();

    private double[][] Forward(NodeState[] states, double[] inputs)
    {
        var values = new double[_nodes.Count][];
        values[0] = inputs;
        for (int i = 1; i < _nodes.Count; i++)
            values[i] = _nodes[i].Forward(states[i], Read(_nodes[i], values));
        return values;
    }

    private static double[][] Read(GraphNode node, double[][] values) => [.. node.Inputs.Select(input => values[input.Index])];

    private NodeState[] NodeStates(double[] parameters, double[] buffers, int batch, bool isTraining, ReferenceDraws? draws)
    {
        int parameter = 0, buffer = 0, ordinal = 0;
        double[] Next(double[] all, ref int offset, IReadOnlyList<Declared> declared)
        {
            int count = declared.Sum(one => one.Count);
            offset += count;
            return all[(offset - count)..offset];
        }

        var states = new NodeState[_nodes.Count];
        for (int i = 0; i < states.Length; i++)
        {
            GraphNode node = _nodes[i];
            int number = node is MapNode { Map.Draws.Count: > 0 } ? ordinal++ : -1;
            double[] own = Next(parameters, ref parameter, node.Parameters);
            states[i] = new NodeState(batch, isTraining)
            {
                Parameters = own,
                Gradients = new double[own.Length],
                Buffers = Next(buffers, ref buffer, node.Buffers),
                Draw = kind =>
                {
                    var numbers = new double[batch * node.Size];
                    (draws ?? throw new ArgumentException($"{node.Kind} needs draws.", nameof(draws)))(new(node.Index - 1, number, kind, node.Size), numbers);
                    return numbers;
                },
            };
        }

        return parameter == parameters.Length && buffer == buffers.Length
            ? states
            : throw new ArgumentException(
                $"There are {parameter} parameters and {buffer} buffers, not {parameters.Length} and {buffers.Length}.", nameof(parameters));
    }

    private ReferenceGraph Append(GraphNode node)
    {
        node.Index = _nodes.Count;
        _nodes.Add(node);
        _here = node;
        return this;
    }

    private GraphNode Marked(string name) =>
        _marks.TryGetValue(name, out GraphNode? node) ? node : throw new ArgumentException($"Nothing is marked '{name}'.", nameof(name));

    private GraphNode Alike(string name, bool positionsOnly)
    {
        GraphNode node = Marked(name);
        int skipped = positionsOnly ? 1 : 0;
        return node.Shape.Skip(skipped).SequenceEqual(_here.Shape.Skip(skipped))
            ? node
            : throw new ArgumentException(
                $"'{name}' is [{string.Join(", ", node.Shape)}], the value here is [{string.Join(", ", _here.Shape)}].", nameof(name));
    }

    private List<ReferenceTensor> Named(Func<GraphNode, IReadOnlyList<Declared>> declared)
    {
        var tensors = new List<ReferenceTensor>();
        var numbers = new Dictionary<string, int>();
        int offset = 0, layer = 0;
        foreach (GraphNode node in _nodes)
        {
            int number = numbers[node.Kind] = numbers.GetValueOrDefault(node.Kind) + 1;
            foreach (Declared one in declared(node))
            {
                tensors.Add(new ReferenceTensor($"{node.Kind}{number}.{one.Name}", one.Shape, offset, layer, one.Initial));
                offset += one.Count;
            }

            layer += node.Parameters.Count > 0 ? 1 : 0;
        }

        return tensors;
    }
}
