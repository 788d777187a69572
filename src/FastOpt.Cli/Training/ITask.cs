using FastOpt.Training;

namespace FastOpt.Cli.Training;

/// <summary>What a training is measured by: classes that are told apart, or numbers that are met.</summary>
/// <typeparam name="TTarget"><see cref="int"/> for labels, <see cref="float"/> for numbers.</typeparam>
internal interface ITask<TTarget>
    where TTarget : unmanaged
{
    /// <summary>The figure that the progress shows behind each epoch.</summary>
    Metric<TTarget> Watched { get; }

    /// <summary>That figure as text: "98.42 %".</summary>
    string Text(double watched);

    /// <summary>Measures predictions of the test examples.</summary>
    /// <param name="outputs">What the network predicts, in the network's scale.</param>
    /// <param name="data">The examples, whose test part is measured.</param>
    void Measure(ReadOnlySpan<float> outputs, TrainingData<TTarget> data);

    /// <summary>Adds what was measured to a report.</summary>
    void AddTo(ReportContent report);

    /// <summary>Writes what was measured in a line or two.</summary>
    void WriteResult(TextWriter output);

    /// <summary>Writes what is worth looking at below, such as which classes were taken for which.</summary>
    void WriteDetails(TextWriter output);
}
