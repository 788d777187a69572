using System.Runtime.InteropServices;

namespace FastOpt.Training;

/// <summary>What a network's outputs mean, which its loss says.</summary>
internal enum OutputMeaning
{
    /// <summary>Numbers as they are.</summary>
    Numbers,

    /// <summary>A logit for each class.</summary>
    ClassLogits,

    /// <summary>A logit for each yes or no.</summary>
    BinaryLogits,

    /// <summary>A signed margin, for targets of −1 and 1.</summary>
    Margins,
}

/// <summary>What follows from the meaning of outputs.</summary>
internal static class OutputMeanings
{
    public static OutputMeaning Of<TNetwork, TTarget>()
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        string loss = TNetwork.Summary.Loss;
        if (typeof(TTarget) == typeof(int) || Is(nameof(SoftmaxCrossEntropy)))
            return OutputMeaning.ClassLogits;
        if (Is(nameof(BinaryCrossEntropy)))
            return OutputMeaning.BinaryLogits;
        return Is(nameof(Hinge)) || Is(nameof(SquaredHinge)) ? OutputMeaning.Margins : OutputMeaning.Numbers;

        // The name, and behind it the hyperparameters or nothing.
        bool Is(string name) => loss.StartsWith(name, StringComparison.Ordinal) && (loss.Length == name.Length || !char.IsLetterOrDigit(loss[name.Length]));
    }

    /// <summary>The error of one example's outputs, as <see cref="DriftSignal.Error"/> says.</summary>
    public static double Error<TTarget>(OutputMeaning meaning, ReadOnlySpan<float> outputs, ReadOnlySpan<TTarget> targets)
        where TTarget : unmanaged
    {
        if (typeof(TTarget) == typeof(int))
            return MetricBatch.Largest(outputs) == MemoryMarshal.Cast<TTarget, int>(targets)[0] ? 0 : 1;
        ReadOnlySpan<float> wanted = MemoryMarshal.Cast<TTarget, float>(targets);
        if (meaning == OutputMeaning.ClassLogits)
            return MetricBatch.Largest(outputs) == MetricBatch.Largest(wanted) ? 0 : 1;
        double sum = 0;
        for (int i = 0; i < outputs.Length; i++)
        {
            sum += meaning switch
            {
                OutputMeaning.BinaryLogits => outputs[i] > 0 == wanted[i] > 0.5f ? 0 : 1,
                OutputMeaning.Margins => outputs[i] > 0 == wanted[i] > 0 ? 0 : 1,
                _ => Math.Abs((double)outputs[i] - wanted[i]),
            };
        }

        return sum / outputs.Length;
    }
}
