using System.Globalization;

namespace FastOpt.Training;

/// <summary>
/// What a probe's figures mean. The thresholds are wide, so that a sound run has no finding.
/// <list type="bullet">
/// <item><description>Vanishing: a layer's gradient norm below <see cref="Vanishing"/> of the largest one, in at least half of the samples (Glorot and Bengio,
/// 2010, "Understanding the difficulty of training deep feedforward neural networks": gradients should keep their size through the
/// layers).</description></item>
/// <item><description>Exploding: a gradient that is not finite, or <see cref="Exploding"/> times that of the layer's first sample (Pascanu, Mikolov and Bengio,
/// 2013, "On the difficulty of training recurrent neural networks").</description></item>
/// <item><description>Updates: their ratio to the weights should be near 1e-3 (A. Karpathy, CS231n, "Neural Networks Part 3"); a median over the last half
/// of the samples above <see cref="Fast"/> or below <see cref="Slow"/> is a finding.</description></item>
/// </list>
/// </summary>
public static class GradientVerdict
{
    /// <summary>The share of the largest gradient norm below which a layer's vanishes.</summary>
    public const double Vanishing = 1e-6;

    /// <summary>The growth from which a gradient explodes.</summary>
    public const double Exploding = 1e3;

    /// <summary>The update ratio above which a layer moves too fast.</summary>
    public const double Fast = 1e-1;

    /// <summary>The update ratio below which a layer hardly moves.</summary>
    public const double Slow = 1e-5;

    private const string Calm = "Lower the learning rate or clip gradients.";

    /// <summary>The sentences, layer by layer.</summary>
    internal static IReadOnlyList<string> Of(GradientProbe probe)
    {
        var findings = new List<string>();
        foreach (LayerSeries layer in probe.Layers)
        {
            if (NotFinite(probe, layer) is { } infinite)
            {
                findings.Add(infinite);
                continue;
            }

            foreach (string? finding in new[] { Vanishes(probe, layer), Explodes(probe, layer), Moves(layer) })
            {
                if (finding is not null)
                    findings.Add(finding);
            }
        }

        return findings;
    }

    private static string? NotFinite(GradientProbe probe, LayerSeries layer)
    {
        for (int i = 0; i < probe.Count; i++)
        {
            if (!double.IsFinite(layer.GradientNorms[i]))
                return $"{layer.Name}: the gradient explodes; at step {Text(probe.Steps[i])} its norm is {Text(layer.GradientNorms[i])}. {Calm}";
        }

        return null;
    }

    private static string? Vanishes(GradientProbe probe, LayerSeries layer)
    {
        int first = -1, count = 0;
        double share = 0;
        for (int i = 0; i < probe.Count; i++)
        {
            double largest = probe.Layers.Max(other => double.IsFinite(other.GradientNorms[i]) ? other.GradientNorms[i] : 0);
            if (!(layer.GradientNorms[i] < Vanishing * largest))
                continue;
            if (first < 0)
                (first, share) = (i, layer.GradientNorms[i] / largest);
            count++;
        }

        return count == 0 || 2 * count < probe.Count
            ? null
            : $"{layer.Name}: the gradient vanishes; at step {Text(probe.Steps[first])} its norm is {Text(layer.GradientNorms[first])}, "
                + $"{Text(share)} of the largest layer's, and so in {count} of {probe.Count} samples. "
                + "Normalize, or use another activation, initializer or shortcuts around layers.";
    }

    private static string? Explodes(GradientProbe probe, LayerSeries layer)
    {
        double start = 0;
        for (int i = 0; i < probe.Count; i++)
        {
            double norm = layer.GradientNorms[i];
            if (start > 0 && norm >= Exploding * start)
            {
                return $"{layer.Name}: the gradient explodes; at step {Text(probe.Steps[i])} its norm is {Text(norm)}, "
                    + $"{Text(norm / start)} times that of the first sample. {Calm}";
            }

            if (start == 0)
                start = norm;
        }

        return null;
    }

    private static string? Moves(LayerSeries layer)
    {
        double[] late = [.. layer.UpdateRatios[(layer.UpdateRatios.Length / 2)..].ToArray().Where(static ratio => !double.IsNaN(ratio)).Order()];
        if (late.Length == 0)
            return null;
        double median = late[late.Length / 2];
        string where = $"(median of the last {Text(late.Length)} samples; 0.001 is healthy)";
        return median > Fast
            ? $"{layer.Name}: a step changes the weights by {Text(median)} of their norm {where}. Lower the learning rate."
            : median < Slow
                ? $"{layer.Name}: the weights hardly move, by {Text(median)} of their norm in a step {where}. Raise the learning rate."
                : null;
    }

    private static string Text(double value) => value.ToString("G3", CultureInfo.InvariantCulture);

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
