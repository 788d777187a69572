namespace FastOpt.Training;

/// <summary>
/// A regression tree over the unit cube (CART: splits that lower the sum of squares most), kept as boxes: each leaf is a box and the mean of its examples.
/// </summary>
internal sealed class RegressionTree
{
    private const int FewestToSplit = 2, Deepest = 64;

    // Gains whose difference is rounding are equal.
    private const double Equal = 1e-12;

    private readonly double[][] _inputs;
    private readonly double[] _targets;
    private readonly int _first;
    private readonly List<Leaf> _leaves = [];

    /// <summary>Grows a tree.</summary>
    /// <param name="inputs">Examples, each a point of the unit cube.</param>
    /// <param name="targets">Their values, between 0 and 1.</param>
    /// <param name="chosen">The examples that it grows from; one may stand there several times.</param>
    /// <param name="first">
    /// The input that is tried first at the root; the next one is at each level below. Of splits that are as good, as all of two examples are, the first is
    /// taken: trees of one forest begin at different inputs, so that none has all of these.
    /// </param>
    public RegressionTree(double[][] inputs, double[] targets, int[] chosen, int first)
    {
        (_inputs, _targets, _first) = (inputs, targets, first);
        int size = inputs[0].Length;
        double[] ones = new double[size];
        Array.Fill(ones, 1.0);
        Grow(chosen, new double[size], ones, 0);
    }

    /// <summary>A box and its value.</summary>
    public sealed record Leaf(double[] Low, double[] High, double Value)
    {
        /// <summary>Its volume, with one side left out; none for −1.</summary>
        public double Volume(int without = -1)
        {
            double volume = 1;
            for (int i = 0; i < Low.Length; i++)
                volume *= i == without ? 1 : High[i] - Low[i];
            return volume;
        }
    }

    /// <summary>The leaves; their boxes fill the cube.</summary>
    public IReadOnlyList<Leaf> Leaves => _leaves;

    private void Grow(int[] examples, double[] low, double[] high, int depth)
    {
        if (examples.Length < FewestToSplit || depth == Deepest || FindSplit(examples, _first + depth) is not { } split)
        {
            _leaves.Add(new Leaf(low, high, examples.Average(example => _targets[example])));
            return;
        }

        double[] middleHigh = [.. high], middleLow = [.. low];
        middleHigh[split.Input] = middleLow[split.Input] = split.At;
        Grow([.. examples.Where(example => _inputs[example][split.Input] <= split.At)], low, middleHigh, depth + 1);
        Grow([.. examples.Where(example => _inputs[example][split.Input] > split.At)], middleLow, high, depth + 1);
    }

    private (int Input, double At)? FindSplit(int[] examples, int first)
    {
        (int Input, double At)? best = null;
        double sum = examples.Sum(example => _targets[example]), most = sum * sum / examples.Length, equal = Equal * examples.Length;
        for (int tried = 0; tried < _inputs[0].Length; tried++)
        {
            int input = (first + tried) % _inputs[0].Length;
            int[] order = [.. examples.OrderBy(example => _inputs[example][input])];
            double left = 0;
            for (int i = 1; i < order.Length; i++)
            {
                left += _targets[order[i - 1]];
                (double before, double after) = (_inputs[order[i - 1]][input], _inputs[order[i]][input]);
                if (!(after > before))
                    continue;
                double right = sum - left, gain = (left * left / i) + (right * right / (order.Length - i));
                if (gain > most + equal)
                    (best, most) = ((input, (before + after) / 2), gain);
            }
        }

        return best;
    }
}
