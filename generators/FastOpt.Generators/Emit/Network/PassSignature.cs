namespace FastOpt.Generators.Emit.Network;

/// <summary>The methods of the forward or of the backward pass: their parameters, and what calls of them pass.</summary>
/// <param name="Name">The pass.</param>
/// <param name="Parameters">The parameters; a run by columns has the share as one more.</param>
/// <param name="Arguments">The arguments where the parameters' own names are in scope.</param>
/// <param name="OfRows">The arguments in a thread's method over its rows of the batch.</param>
/// <param name="OfColumns">The arguments for a thread's share of the columns.</param>
internal sealed record PassSignature(string Name, string Parameters, string Arguments, string OfRows, string OfColumns)
{
    public static PassSignature Forward { get; } = new(
        "Forward",
        "ref float memory, ref float rows, int maxBatch, ref float inputs, int first, int batch",
        "ref memory, ref rows, maxBatch, ref inputs, first, batch",
        "ref memory, ref rows, network.MaxBatch, ref firstInput, first, count",
        "ref memory, ref rows, network.MaxBatch, ref engine::WorkerTeam.Float(inputs), 0, _batch, part");

    public static PassSignature Backward { get; } = new(
        "Backward",
        "ref float memory, ref float rows, ref float scratch, int maxBatch, int first, int batch",
        "ref memory, ref rows, ref scratch, maxBatch, first, batch",
        "ref memory, ref rows, ref scratch, network.MaxBatch, first, count",
        "ref memory, ref rows, ref Scratch(part), network.MaxBatch, 0, _batch, part");
}
