using System.Reflection;
using FastOpt.Generators.Tests.Harness;
using FastOpt.Tests.Adversary;

namespace FastOpt.Generators.Tests.Adversary;

/// <summary>Cases that were compiled as a user's project would be.</summary>
internal static class CompiledCorpus
{
    /// <summary>The environment variable that names the file of the compiled corpus: so that child processes need not compile it again.</summary>
    public const string ImageVariable = "FASTOPT_CORPUS";

    private static readonly Lazy<byte[]> Compiled = new(static () => Environment.GetEnvironmentVariable(ImageVariable) is { Length: > 0 } file
        ? File.ReadAllBytes(file)
        : Generation.EmitUndocumented(Corpus.Source));

    /// <summary>The compiled corpus.</summary>
    public static byte[] Image => Compiled.Value;

    /// <summary>Loads the corpus.</summary>
    public static CorpusDriver Load() => Driver(Generation.LoadImage(Image));

    /// <summary>Compiles a few cases, and loads them.</summary>
    public static CorpusDriver Load(IReadOnlyList<CorpusCase> cases) => Driver(Generation.LoadUndocumented(CorpusSource.Of(cases)));

    private static CorpusDriver Driver(Assembly assembly) => new(assembly.GetType("Samples.Driver")!);
}
