namespace FastOpt.Cli.Scaffolding;

/// <summary>How large a network fits a table, and how long it learns: a start that the user changes.</summary>
/// <param name="Hidden">Units of the first and the second hidden layer.</param>
/// <param name="Batch">Examples of a step.</param>
/// <param name="Epochs">The most passes over the training examples.</param>
/// <param name="Patience">Epochs without improvement behind which it ends.</param>
internal readonly record struct NetworkSize((int First, int Second) Hidden, int Batch, int Epochs, int Patience)
{
    /// <summary>The size for a table with so many rows.</summary>
    public static NetworkSize For(long rows) => rows switch
    {
        < 500 => new((16, 16), 16, 300, 40),
        < 5_000 => new((32, 16), 32, 200, 25),
        < 50_000 => new((64, 32), 64, 100, 15),
        _ => new((128, 64), 128, 60, 8),
    };
}
