using System.Reflection;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using FastOpt.Generators.Tests.Harness;
using FastOpt.Reference;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace FastOpt.Generators.Tests.Bits;

/// <summary>The reference models of tests/FastOpt.Tests/Recorded/weights.sha256, compiled here from their declarations in other ways than their own project is.</summary>
internal static class ReferenceModels
{
    private const int Steps = 1_000;
    private const int BatchSize = 32;

    private static readonly string Tests = Path.Combine(Repository.Root, "tests");

    /// <summary>The recorded hashes by the models' names.</summary>
    public static IReadOnlyDictionary<string, string> Recorded { get; } = File.ReadAllLines(Path.Combine(Tests, "FastOpt.Tests", "Recorded", "weights.sha256"))
        .Select(static line => line.Split("  ")).ToDictionary(static parts => parts[1], static parts => parts[0]);

    /// <summary>One file with the declarations of the models, with the users' rules and the blocks that they name.</summary>
    public static string Source(IReadOnlyCollection<string> names)
    {
        IEnumerable<MemberDeclarationSyntax> members = Directory.GetFiles(Path.Combine(Tests, "FastOpt.TestCases", "Networks"), "*.cs").Order(StringComparer.Ordinal)
            .SelectMany(static file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), cancellationToken: TestContext.Current.CancellationToken).GetCompilationUnitRoot().DescendantNodes())
            .OfType<TypeDeclarationSyntax>()
            .Where(type => type.Parent is BaseNamespaceDeclarationSyntax &&
                (type is RecordDeclarationSyntax || IsBlock(type) || names.Contains(type.Identifier.Text)));
        return "namespace FastOpt.TestCases.Networks;\n\n" + string.Concat(members.Select(static member => member.ToFullString()));
    }

    private static bool IsBlock(TypeDeclarationSyntax type) =>
        type.AttributeLists.SelectMany(static list => list.Attributes).Any(static one => one.Name.ToString() == "Block");

    /// <summary>Trains a model of a compiled assembly as HashedModels does, and returns the hash of its weights.</summary>
    public static string Train(Assembly assembly, string name)
    {
        Type type = assembly.GetType("FastOpt.TestCases.Networks." + name, throwOnError: true)!;
        Type target = type.GetInterfaces().Single(static i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(INetwork<,>)).GetGenericArguments()[1];
        MethodInfo train = typeof(ReferenceModels).GetMethod(nameof(TrainAs), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type, target);
        return (string)train.Invoke(null, null)!;
    }

    private static string TrainAs<TNetwork, TTarget>()
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        TNetwork model = TNetwork.Create(BatchSize, seed: 42);
        var shape = new ReferenceNetwork(TNetwork.InputSize, Loss(TNetwork.Summary.Loss), ReferenceLayer.Dense(TNetwork.OutputSize));
        TestBatch[] batches = [.. Enumerable.Range(1, 4).Select(seed => TestBatch.Create(shape, BatchSize, (ulong)seed))];
        for (int step = 0; step < Steps; step++)
        {
            TestBatch batch = batches[step % batches.Length];
            model.TrainStep(batch.Inputs, typeof(TTarget) == typeof(int) ? MemoryMarshal.Cast<int, TTarget>(batch.Labels) : MemoryMarshal.Cast<float, TTarget>(batch.Targets));
        }

        var parameters = new float[TNetwork.ParameterCount];
        model.CopyParametersTo(parameters);
        var buffers = new float[TNetwork.BufferCount];
        model.CopyBuffersTo(buffers);
        return Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<float>((float[])[.. parameters, .. buffers])));
    }

    /// <summary>A loss that asks for the same kind of targets.</summary>
    private static ReferenceLoss Loss(string summary) => summary.Split('(')[0] switch
    {
        "SoftmaxCrossEntropy" => ReferenceLosses.SoftmaxCrossEntropy,
        "BinaryCrossEntropy" => ReferenceLosses.BinaryCrossEntropy,
        _ => ReferenceLosses.MeanSquaredError,
    };
}
