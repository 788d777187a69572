using static System.FormattableString;

namespace FastOpt.Playground;

/// <summary>What the reader chooses as a schedule. Each is laid out over the epochs of the run.</summary>
internal static class ScheduleChoice
{
    public const string Constant = "constant";

    private const string Step = "step", Exponential = "exponential", Inverse = "inverse", Cosine = "cosine", Restarts = "restarts";
    private const string Warmup = "warmup", OneCycle = "onecycle";

    /// <summary>Names in the address, and what the page calls them.</summary>
    public static readonly (string Value, string Label)[] All =
    [
        (Constant, "Constant"), (Step, "A third in three stairs"), (Exponential, "Exponential, to a hundredth"), (Inverse, "1/t"), (Cosine, "Cosine"),
        (Restarts, "Cosine with four warm restarts"), (Warmup, "Warm-up, then cosine"), (OneCycle, "One cycle"),
    ];

    /// <summary>The schedule; null for a constant rate.</summary>
    public static Schedule? Make(string name, int epochs)
    {
        int warmup = WarmupEpochs(epochs);
        return name switch
        {
            Step => Schedule.PerEpoch(new StepDecay(Stair(epochs), 1.0 / 3)),
            Exponential => Schedule.PerEpoch(new Exponential(Factor(epochs))),
            Inverse => Schedule.PerEpoch(new InverseTime(1, Tenth(epochs))),
            Cosine => Schedule.PerEpoch(new CosineAnnealing(epochs)),
            Restarts => Schedule.PerEpoch(new CosineWarmRestarts(Fifth(epochs))),
            Warmup => new Schedule(
                new SchedulePart(new Warmup(warmup), ScheduleUnit.Epoch, warmup),
                new SchedulePart(new CosineAnnealing(Math.Max(1, epochs - warmup)), ScheduleUnit.Epoch)),
            OneCycle => Schedule.PerEpoch(new OneCycle(Math.Max(3, epochs))),
            _ => null,
        };
    }

    /// <summary>The attributes that declare it, without brackets; empty for a constant rate.</summary>
    public static string Declaration(string name, int epochs)
    {
        const string Unit = "Unit = ScheduleUnit.Epoch";
        int warmup = WarmupEpochs(epochs);
        return name switch
        {
            Step => Invariant($"StepDecay(Every = {Stair(epochs)}, Factor = 1.0 / 3, {Unit})"),
            Exponential => Invariant($"Exponential({Factor(epochs):R}, {Unit})"),
            Inverse => Invariant($"InverseTime(Rate = 1, Steps = {Tenth(epochs)}, {Unit})"),
            Cosine => Invariant($"CosineAnnealing(Steps = {epochs}, {Unit})"),
            Restarts => Invariant($"CosineWarmRestarts(Period = {Fifth(epochs)}, {Unit})"),
            Warmup => Invariant($"Warmup(Steps = {warmup}, {Unit}, Until = {warmup}), CosineAnnealing(Steps = {Math.Max(1, epochs - warmup)}, {Unit})"),
            OneCycle => Invariant($"OneCycle(Steps = {Math.Max(3, epochs)}, {Unit})"),
            _ => "",
        };
    }

    private static int Stair(int epochs) => Math.Max(1, (epochs + 3) / 4);

    private static int Tenth(int epochs) => Math.Max(1, epochs / 10);

    private static int Fifth(int epochs) => Math.Max(1, (epochs + 4) / 5);

    private static int WarmupEpochs(int epochs) => Math.Max(1, epochs / 10);

    // A round number, so that the declaration says what runs.
    private static double Factor(int epochs) => Math.Round(Math.Pow(0.01, 1.0 / epochs), 6);
}
