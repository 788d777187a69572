using FastOpt.Reference;
using FastOpt.TestCases.Networks;

namespace FastOpt.TestCases;

/// <summary>The reference models whose weights and running statistics after 1,000 steps from seed 42 are recorded in Recorded/weights.sha256.</summary>
public static class HashedModels
{
    private const int Steps = 1_000;
    private const int BatchSize = 32;

    /// <summary>
    /// Their names: every optimizer, the shapes that people train, shapes that leave remainders, and the networks of <see cref="GraphCases"/>.
    /// </summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        nameof(Digits), nameof(SmallDigits), nameof(Moons), nameof(OddWidths), nameof(PrimeWidths), nameof(Deep), nameof(LargeLayers),
        nameof(SgdNesterov), nameof(RmsPropMomentum), nameof(AdamWPlain), nameof(GeluNetwork), nameof(SoftplusNetwork), nameof(OddBinary), nameof(HousePrices),
        nameof(UserUpdates), nameof(StoredLarge), nameof(FusedLarge),
        .. GraphCases.All.Select(static graph => graph.Name),
    ];

    /// <summary>Trains from seed 42 on four batches in turn and returns the hash of the weights and running statistics.</summary>
    public static string Train(string name, int threads = 1)
    {
        GraphCase? graph = GraphCases.All.SingleOrDefault(one => one.Name == name);
        NetworkCase? network = graph is null ? NetworkCases.Named(name) : null;
        Model model = graph?.Create(BatchSize, seed: 42, threads) ?? network!.Create(BatchSize, seed: 42, threads);
        TestBatch[] batches =
        [
            .. Enumerable.Range(1, 4).Select(seed => graph?.CreateBatch(BatchSize, (ulong)seed) ?? network!.CreateBatch(BatchSize, (ulong)seed)),
        ];
        for (int step = 0; step < Steps; step++)
        {
            float loss = model.TrainStep(batches[step % batches.Length]);
            if (!float.IsFinite(loss))
                throw new InvalidOperationException($"{name}: the loss of step {step + 1} is {loss}");
        }

        return model.Hash();
    }

    /// <summary>The recorded hash of a model, from the text of weights.sha256: lines of hash, two blanks, name.</summary>
    public static string Recorded(string[] lines, string name) =>
        lines.Single(line => line.EndsWith("  " + name, StringComparison.Ordinal)).Split(' ')[0];
}
