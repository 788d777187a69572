namespace FastOpt.Reference.Graphs;

/// <summary>A scalar rule applied to each element, with the statistics of the set that the element belongs to.</summary>
internal sealed class MapNode : GraphNode
{
    /// <summary>The start of a running statistic: as of a batch of mean 0 and variance 1.</summary>
    private static readonly Dictionary<ReferenceStatistic, (string Name, double Initial)> Running = new()
    {
        [ReferenceStatistic.Mean] = ("running_mean", 0),
        [ReferenceStatistic.Variance] = ("running_var", 1),
        [ReferenceStatistic.MeanSquare] = ("running_mean_square", 1),
        [ReferenceStatistic.Maximum] = ("running_maximum", 0),
        [ReferenceStatistic.Minimum] = ("running_minimum", 0),
        [ReferenceStatistic.Norm] = ("running_norm", 1),
    };

    public MapNode(GraphNode input, ReferenceMap map)
        : base(map.Name, input.Shape, input)
    {
        if (map.Statistics.Count > 0 && map.Over == ReferenceAxis.Features && Channels % map.Groups != 0)
            throw new ArgumentException($"{Channels} channels do not form {map.Groups} equal groups.", nameof(map));
        Map = map;
        Parameters = [.. map.Trained.Select(one => new Declared(one.Name, map.TrainsElements ? Shape : [Channels], one.Initial))];
        Buffers = HasRunning ? [.. map.Statistics.Select(one => new Declared(Running[one].Name, [Channels], Running[one].Initial))] : [];
    }

    public ReferenceMap Map { get; }

    public override IReadOnlyList<Declared> Parameters { get; }

    public override IReadOnlyList<Declared> Buffers { get; }

    private bool HasRunning => Map.Statistics.Count > 0 && Map.Over == ReferenceAxis.Batch;

    /// <summary>Values of each trained parameter.</summary>
    private int Slots => Map.TrainsElements ? Size : Channels;

    public override double[] Forward(NodeState state, double[][] inputs)
    {
        var kept = new Kept(
            HasRunning && !state.IsTraining ? FromBuffers(state) : SetStatistics.Of(inputs[0], Sets(state.Batch), Map.Statistics.Count > 0),
            Map.Draws.ToDictionary(kind => kind, kind => state.IsTraining ? state.Draw(kind) : new double[state.Batch * Size]));
        state.Kept = kept;
        if (HasRunning && state.IsTraining)
            UpdateBuffers(state, kept.Statistics);
        Func<MapArguments, double> value = state.IsTraining ? Map.Value : Map.Predicted ?? Map.Value;
        return [.. Enumerable.Range(0, state.Batch * Size).Select(i => value(Arguments(state, kept, inputs[0], i)))];
    }

    public override void Backward(NodeState state, double[][] inputs, double[] gradient, double[][] inputGradients)
    {
        var kept = (Kept)state.Kept!;
        int statisticCount = Map.Statistics.Count;
        var inStatistics = new double[kept.Statistics.Length, statisticCount];
        var partials = new double[Map.PartialCount];
        for (int i = 0; i < gradient.Length; i++)
        {
            Map.Derive(Arguments(state, kept, inputs[0], i), !state.IsTraining, partials);
            inputGradients[0][i] += gradient[i] * partials[0];
            for (int s = 0; s < statisticCount; s++)
                inStatistics[SetOf(i), s] += gradient[i] * partials[1 + s];
            for (int t = 0; t < Map.Trained.Count; t++)
                state.Gradients[(t * Slots) + SlotOf(i)] += gradient[i] * partials[1 + statisticCount + t];
        }

        // Running statistics are constants: nothing goes through them.
        if (HasRunning && !state.IsTraining)
            return;
        for (int i = 0; i < gradient.Length && statisticCount > 0; i++)
        {
            for (int s = 0; s < statisticCount; s++)
                inputGradients[0][i] += inStatistics[SetOf(i), s] * kept.Statistics[SetOf(i)].Derivative(Map.Statistics[s], inputs[0], i);
        }
    }

    /// <summary>A value right at a kink is one that a ReLU or a dropout below made zero: it stays there.</summary>
    public override double DistanceToKink(NodeState state, double[][] inputs)
    {
        double smallest = double.PositiveInfinity;
        foreach (double kink in Map.Kinks)
            smallest = Math.Min(smallest, inputs[0].Min(x => x == kink ? double.PositiveInfinity : Math.Abs(x - kink)));
        foreach (int[] set in Sets(state.Batch))
        {
            double[] ordered = [.. set.Select(i => inputs[0][i]).Order()];
            if (ordered.Length > 1 && Map.Statistics.Contains(ReferenceStatistic.Maximum))
                smallest = Math.Min(smallest, ordered[^1] - ordered[^2]);
            if (ordered.Length > 1 && Map.Statistics.Contains(ReferenceStatistic.Minimum))
                smallest = Math.Min(smallest, ordered[1] - ordered[0]);
        }

        return smallest;
    }

    private MapArguments Arguments(NodeState state, Kept kept, double[] x, int i)
    {
        var arguments = new MapArguments { X = x[i] };
        foreach (ReferenceStatistic statistic in Map.Statistics)
            arguments[statistic] = kept.Statistics[SetOf(i)].Values[statistic];
        if (kept.Draws.TryGetValue(ReferenceDraw.Uniform, out double[]? uniform))
            arguments.Uniform = uniform[i];
        if (kept.Draws.TryGetValue(ReferenceDraw.Normal, out double[]? normal))
            arguments.Normal = normal[i];
        if (Map.Trained.Count > 0)
            arguments.Trained = [.. Enumerable.Range(0, Map.Trained.Count).Select(t => state.Parameters[(t * Slots) + SlotOf(i)])];
        return arguments;
    }

    /// <summary>Which set the element of the flat index belongs to.</summary>
    private int SetOf(int i)
    {
        int example = i / Size, channel = i % Size / Positions;
        return Map.Over switch
        {
            ReferenceAxis.Batch => channel,
            ReferenceAxis.Positions => (example * Channels) + channel,
            _ => (example * Map.Groups) + (channel / (Channels / Map.Groups)),
        };
    }

    private int SlotOf(int i) => Map.TrainsElements ? i % Size : i % Size / Positions;

    /// <summary>The flat indices of each set, ascending.</summary>
    private int[][] Sets(int batch) => Map.Statistics.Count == 0
        ? []
        : [.. Enumerable.Range(0, batch * Size).GroupBy(SetOf).OrderBy(set => set.Key).Select(set => set.ToArray())];

    private SetStatistics[] FromBuffers(NodeState state)
    {
        var sets = new SetStatistics[Channels];
        for (int c = 0; c < Channels; c++)
        {
            var values = new MapArguments();
            for (int s = 0; s < Map.Statistics.Count; s++)
                values[Map.Statistics[s]] = state.Buffers[(s * Channels) + c];
            sets[c] = new SetStatistics(0, values, -1, -1);
        }

        return sets;
    }

    /// <summary>r ← (1 − m)·r + m·s, where s of the variance is the unbiased one.</summary>
    private void UpdateBuffers(NodeState state, SetStatistics[] sets)
    {
        for (int s = 0; s < Map.Statistics.Count; s++)
        {
            for (int c = 0; c < Channels; c++)
            {
                double count = sets[c].Count;
                double value = sets[c].Values[Map.Statistics[s]] * (Map.Statistics[s] == ReferenceStatistic.Variance ? count / (count - 1) : 1);
                ref double running = ref state.Buffers[(s * Channels) + c];
                running = ((1 - Map.Momentum) * running) + (Map.Momentum * value);
            }
        }
    }

    private sealed record Kept(SetStatistics[] Statistics, Dictionary<ReferenceDraw, double[]> Draws);
}
