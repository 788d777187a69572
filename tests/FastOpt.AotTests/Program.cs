using FastOpt;
using FastOpt.AotTests;
using FastOpt.Reference;
using FastOpt.Reference.Graphs;
using FastOpt.TestCases;
using FastOpt.Tests.Team;

// The first argument, if any, is the instruction set that the program was published for.
string set = FastOptInfo.InstructionSet;
Console.WriteLine($"instruction set {set}, dynamic code {System.Runtime.CompilerServices.RuntimeFeature.IsDynamicCodeSupported}");
if (args.Length > 0)
    Checks.Run("instruction set", () => set == args[0] ? null : $"{set} instead of {args[0]}");

foreach ((string recording, string network) in RecordedNetworks.Pairs)
{
    Checks.Run($"trajectory of {recording}", () =>
    {
        RecordedRun run = RecordedRun.All.Single(r => r.Name == recording);
        (float[] losses, float[] first, float[] last) = RecordedNetworks.Train(run, network);
        return Checks.Close(run.Single.First, first, 1e-6) ?? Checks.Close(run.Single.Losses, losses, 1e-4) ?? Checks.Close(run.Single.Last, last, 1e-4);
    });
}

// What follows on several threads is shared among them, however few processors there are.
foreach (int threads in new[] { 2, 3, TeamOfFour.Threads })
    Checks.Run($"steps on {threads} threads", () => SharedSteps.Complaint(threads));

if (set is "AVX-512" or "AVX2" or "AdvSimd")
{
    using var reader = new StreamReader(typeof(Checks).Assembly.GetManifestResourceStream("weights.sha256")!);
    string[] lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    foreach (string name in HashedModels.Names)
    {
        foreach (int threads in new[] { 1, 3 })
        {
            Checks.Run($"hash of {name}, threads: {threads}", () =>
            {
                (string recorded, string actual) = (HashedModels.Recorded(lines, name), HashedModels.Train(name, threads));
                return recorded == actual ? null : $"{actual} instead of {recorded}";
            });
        }
    }
}

foreach (NetworkCase network in NetworkCases.All)
{
    Checks.Run($"gradients of {network.Name}", () => Gradients(network));
    Checks.Run($"rows of {network.Name}", () => Rows(network));
    Checks.Run($"threads of {network.Name}", () => Threads(network));
    Checks.Run($"allocation of {network.Name}", () => Allocation(network));
}

foreach (GraphCase graph in GraphCases.All)
{
    Checks.Run($"first step of {graph.Name}", () => FirstStep(graph));
    Checks.Run($"allocation of {graph.Name}", () => Bytes(graph.Create(maxBatch: 5), graph.CreateBatch(5, seed: 1)));
}

foreach (IObjective objective in ObjectiveChecks.All)
    Checks.Run($"derivatives of {objective}", () => ObjectiveChecks.Derivatives(objective));
Checks.Run("grid of Rastrigin", ObjectiveChecks.Grid);

Console.WriteLine($"{Checks.Passed} passed, {Checks.Failed} failed");
return Checks.Failed == 0 ? 0 : 1;

static string? Gradients(NetworkCase network)
{
    Model model = network.CreateWithTestParameters();
    float[] parameters = model.GetParameters();
    var expected = new double[network.ParameterCount];
    foreach (int size in new[] { 7, 33 })
    {
        TestBatch batch = network.CreateBatch(size, seed: 100 + (ulong)size, parameters);
        network.Reference.MeanLoss(TestData.ToDouble(parameters), batch.ExactInputs, batch.ExactTargets, expected);
        if (Checks.Close(expected, model.GetGradients(batch), 1e-5) is { } complaint)
            return $"batch {size}: {complaint}";
    }

    return null;
}

static string? Rows(NetworkCase network)
{
    Model model = network.CreateWithTestParameters();
    TestBatch batch = network.CreateBatch(19, seed: 61);
    float[] together = model.GetOutputs(batch);
    var alone = new float[network.OutputSize];
    for (int row = 0; row < batch.Size; row++)
    {
        model.Predict(batch.Inputs.AsSpan(row * network.InputSize, network.InputSize), alone);
        if (!alone.AsSpan().SequenceEqual(together.AsSpan(row * network.OutputSize, network.OutputSize)))
            return $"row {row} alone differs from row {row} of the batch";
    }

    return null;
}

static string? Threads(NetworkCase network)
{
    Model alone = network.CreateWithTestParameters();
    Model team = network.CreateWithTestParameters(threads: 3);
    foreach (int size in new[] { 64, 1, 33 })
    {
        TestBatch batch = network.CreateBatch(size, seed: (ulong)size);
        if (!alone.GetOutputs(batch).AsSpan().SequenceEqual(team.GetOutputs(batch)))
            return $"batch {size}: other outputs";
        if ((alone.Evaluate(batch), alone.TrainStep(batch)) != (team.Evaluate(batch), team.TrainStep(batch)))
            return $"batch {size}: other losses";
        if (!alone.GetParameters().AsSpan().SequenceEqual(team.GetParameters()))
            return $"batch {size}: other weights";
    }

    return null;
}

static string? FirstStep(GraphCase graph)
{
    foreach (int size in new[] { 7, 33 })
    {
        (float[] parameters, TestBatch batch, ReferencePass pass) = graph.FirstStep(size, drawSeed: 9);
        Model model = graph.Create(maxBatch: 33, seed: 9);
        model.LoadParameters(parameters);
        string? complaint = Checks.Close(pass.Gradients, model.GetGradients(batch), 2e-4) ?? Checks.Close([pass.Loss], [model.TrainStep(batch)], 1e-5)
            ?? Checks.Close(pass.Buffers, model.GetBuffers(), 1e-5);
        if (complaint is not null)
            return $"batch {size}: {complaint}";
    }

    return null;
}

static string? Allocation(NetworkCase network) => Bytes(network.CreateWithTestParameters(maxBatch: 5), network.CreateBatch(5, seed: 1));

static string? Bytes(Model model, TestBatch batch)
{
    model.TrainStep(batch);

    // A collection still running in the background would return this thread's unused allocation budget, which counts as allocated.
    GC.Collect();
    long before = GC.GetAllocatedBytesForCurrentThread();
    for (int step = 0; step < 1_000; step++)
        model.TrainStep(batch);
    long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
    return bytes == 0 ? null : $"{bytes} bytes in 1,000 steps";
}
