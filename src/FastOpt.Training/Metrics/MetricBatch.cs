namespace FastOpt.Training;

/// <summary>What metrics check of a batch before they count it; a batch that does not fit changes nothing.</summary>
internal static class MetricBatch
{
    /// <summary>The classes of a batch with one label for each example.</summary>
    public static int Classes(string metric, ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels)
    {
        if (labels.Length == 0 && outputs.Length == 0)
            return 0;
        if (labels.Length == 0 || outputs.Length == 0 || outputs.Length % labels.Length != 0)
            throw new ArgumentException($"{metric}: {outputs.Length} outputs are no whole number for each of {labels.Length} labels.", nameof(outputs));
        int classes = outputs.Length / labels.Length;
        if (classes == 1)
        {
            throw new ArgumentException(
                $"{metric}: one output for each label tells no classes apart; a single logit takes float targets, and BinaryAccuracy and its like.",
                    nameof(outputs));
        }

        for (int i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)classes)
                throw new ArgumentException(FormattableString.Invariant($"{metric}: label {labels[i]} of example {i} is none of 0 to {classes - 1}."),
                    nameof(labels));
        }

        return classes;
    }

    /// <summary>Outputs and targets are of equal numbers.</summary>
    public static void Same(string metric, ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
    {
        if (outputs.Length != targets.Length)
            throw new ArgumentException($"{metric}: {outputs.Length} outputs, but {targets.Length} targets.", nameof(targets));
    }

    /// <summary>The targets of binary outputs are 0 or 1.</summary>
    public static void Binary(string metric, ReadOnlySpan<float> logits, ReadOnlySpan<float> targets)
    {
        Same(metric, logits, targets);
        for (int i = 0; i < targets.Length; i++)
        {
            if (targets[i] is not (0 or 1))
                throw new ArgumentException(FormattableString.Invariant($"{metric}: target {targets[i]} at {i} is neither 0 nor 1."), nameof(targets));
        }
    }

    /// <summary>The position of the largest score, the first of equals; −1 if one is not a number.</summary>
    public static int Largest(ReadOnlySpan<float> scores)
    {
        int best = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            if (float.IsNaN(scores[i]))
                return -1;
            if (scores[i] > scores[best])
                best = i;
        }

        return best;
    }

    /// <summary>log Σ e^z over all scores, in double.</summary>
    public static double LogSumExp(ReadOnlySpan<float> scores)
    {
        double largest = double.NegativeInfinity, sum = 0;
        foreach (float score in scores)
            largest = score <= largest ? largest : score;
        if (!double.IsFinite(largest))
            return largest;
        foreach (float score in scores)
            sum += Math.Exp(score - largest);
        return largest + Math.Log(sum);
    }
}
