using FastOpt.Generators.Lowering.Ir;

namespace FastOpt.Generators.Emit.Objectives;

/// <summary>Prints the scalar code of an objective: elements of spans stand as they are written.</summary>
internal sealed class DoublePrinter(IEnumerable<string> taken) : ScalarPrinter(taken)
{
    /// <summary>What has a name in the source and is used once stands in its place: sums in loops would be a local for each trip.</summary>
    protected override bool StandsForItself(Node node) => false;
}
