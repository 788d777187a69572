using System.Globalization;
using static System.FormattableString;

namespace FastOpt.Training;

/// <summary>
/// One trial of a study, as its objective sees it: it asks for parameters, and may report values on its way. A parameter is asked for where it is needed: one
/// that only some trials ask for is known of those alone. Asked for again, it has the same value.
/// </summary>
public sealed class Trial
{
    private readonly ITrialDesk _desk;
    private readonly Dictionary<string, TrialParameter> _parameters = new(StringComparer.Ordinal);
    private readonly CancellationToken _cancellation;
    private int _lastStage;
    private Exception? _journalFailure;

    internal Trial(ITrialDesk desk, int number, CancellationToken cancellation) => (_desk, Number, _cancellation) = (desk, number, cancellation);

    /// <summary>Its number, from 0.</summary>
    public int Number { get; }

    /// <summary>A seed of the trial's own, a function of the study's seed and its number: for weights, splits and the order of examples.</summary>
    public ulong Seed => new TrialDraws(_desk.Seed, Number, "").Next();

    /// <summary>Ends the trial's work: the study is cancelled, or out of time. For <see cref="FitOptions.Cancellation"/>.</summary>
    public CancellationToken Cancellation
    {
        get
        {
            HeedsCancellation = true;
            return _cancellation;
        }
    }

    /// <summary>Whether the study's pruner ended the trial. The objective returns then, whatever value it has: the last reported one counts.</summary>
    public bool IsPruned => PruneReason.Length > 0;

    /// <summary>Why it was pruned; empty where it was not.</summary>
    public string PruneReason { get; private set; } = "";

    /// <summary>Whether the objective has looked at <see cref="Cancellation"/>: if not, its value is whole whatever was cancelled.</summary>
    internal bool HeedsCancellation { get; private set; }

    internal StudyDirection Direction => _desk.Direction;

    internal double LastReport { get; private set; } = double.NaN;

    /// <summary>A number from <paramref name="low"/> to <paramref name="high"/>.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="low">The lowest number.</param>
    /// <param name="high">The highest number.</param>
    /// <param name="step">The distance of the numbers from low on. Default: 0, any.</param>
    /// <exception cref="ArgumentException">The range is none, or the trial has asked for the name with another range.</exception>
    public double Uniform(string name, double low, double high, double step = 0) => Ask(name, ParameterRange.Numbers(name, low, high, isLog: false, step));

    /// <summary>A number above 0, of which equal factors are equally likely.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="low">The lowest number, above 0.</param>
    /// <param name="high">The highest number.</param>
    /// <exception cref="ArgumentException">The range is none, or the trial has asked for the name with another range.</exception>
    public double LogUniform(string name, double low, double high) => Ask(name, ParameterRange.Numbers(name, low, high, isLog: true));

    /// <summary>A whole number.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="low">The lowest number.</param>
    /// <param name="high">The highest number, which is taken, too, where a step falls on it.</param>
    /// <param name="step">The distance of the numbers from low on. Default: 1.</param>
    /// <exception cref="ArgumentException">The range is none, or the trial has asked for the name with another range.</exception>
    public int Integer(string name, int low, int high, int step = 1) => (int)Ask(name, ParameterRange.Integers(name, low, high, isLog: false, step));

    /// <summary>A whole number from 1 on, of which equal factors are equally likely.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="low">The lowest number, at least 1.</param>
    /// <param name="high">The highest number.</param>
    /// <exception cref="ArgumentException">The range is none, or the trial has asked for the name with another range.</exception>
    public int LogInteger(string name, int low, int high) => (int)Ask(name, ParameterRange.Integers(name, low, high, isLog: true));

    /// <summary>One of a list, which has no order. Numbers stand in the journal in invariant notation.</summary>
    /// <typeparam name="T">What is chosen from: texts, numbers, enums, booleans, or what else its text tells apart.</typeparam>
    /// <param name="name">The parameter's name.</param>
    /// <param name="choices">At least one; no text twice.</param>
    /// <exception cref="ArgumentException">The list is none, or the trial has asked for the name with another one.</exception>
    public T Choose<T>(string name, IReadOnlyList<T> choices)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(choices);
        string[] texts = [.. choices.Select(static choice => Convert.ToString(choice, CultureInfo.InvariantCulture) ?? "")];
        return choices[(int)Ask(name, ParameterRange.OneOf(name, texts))];
    }

    /// <summary>
    /// Tells the study a value on the way, by which the pruner may end the trial: see <see cref="IsPruned"/>. It is a value of the same kind as the
    /// objective's.
    /// </summary>
    /// <param name="stage">The epoch, the fold or what else is counted: from 1 upwards.</param>
    /// <param name="value">The value there.</param>
    /// <exception cref="ArgumentOutOfRangeException">The stage is not above the one before.</exception>
    public void Report(int stage, double value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(stage, _lastStage);
        _lastStage = stage;
        LastReport = value;
        if (!IsPruned)
            PruneReason = AtDesk(() => _desk.Report(Number, new TrialReport(stage, value))) ?? "";
    }

    /// <summary>
    /// The mean over the rounds of a cross-validation. Behind each round the mean so far is reported, with the round as the stage; where the trial is pruned,
    /// the rounds that are left are not made.
    /// </summary>
    /// <typeparam name="TTarget"><see cref="int"/> for labels, <see cref="float"/> for numbers.</typeparam>
    /// <param name="folds">The rounds, such as <see cref="Split.KFold"/> gives them.</param>
    /// <param name="evaluate">Learns from a fold's training examples and gives the value on its validation examples.</param>
    /// <returns>The mean of the rounds that were made.</returns>
    /// <exception cref="ArgumentException">There is no round.</exception>
    public double KFold<TTarget>(IEnumerable<Fold<TTarget>> folds, Func<Fold<TTarget>, double> evaluate)
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(folds);
        ArgumentNullException.ThrowIfNull(evaluate);
        double sum = 0;
        int rounds = 0;
        foreach (Fold<TTarget> fold in folds)
        {
            Cancellation.ThrowIfCancellationRequested();
            sum += evaluate(fold);
            rounds++;
            Report(rounds, sum / rounds);
            if (IsPruned)
                break;
        }

        return rounds > 0 ? sum / rounds : throw new ArgumentException("A cross-validation has at least one round.", nameof(folds));
    }

    /// <summary>Throws what went wrong with the journal, though the objective may have caught it.</summary>
    internal void ThrowIfJournalFailed()
    {
        if (_journalFailure is { } mistake)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(mistake);
    }

    // That the journal fails is no failure of the trial, whose objective the exception passes through.
    private T AtDesk<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception mistake) when (mistake is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            _journalFailure ??= mistake;
            throw;
        }
    }

    private double Ask(string name, ParameterRange range)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (!_parameters.TryGetValue(name, out TrialParameter? known))
            _parameters[name] = known = AtDesk(() => _desk.Suggest(Number, name, range));
        else if (!known.Range.Equals(range))
            throw new ArgumentException(Invariant($"Trial {Number} asks for '{name}' twice: from {known.Range}, and from {range}."), nameof(name));
        return known.Value;
    }
}

/// <summary>What a trial asks and tells: its study.</summary>
internal interface ITrialDesk
{
    ulong Seed { get; }

    StudyDirection Direction { get; }

    TrialParameter Suggest(int trial, string name, ParameterRange range);

    string? Report(int trial, TrialReport report);
}
