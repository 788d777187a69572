using System.Reflection;
using FastOpt.Generators.Tests.Harness;
using FastOpt.Tests.Adversary;

namespace FastOpt.Generators.Tests.Adversary;

/// <summary>Cases that were compiled as a user's project would be.</summary>
internal static class CompiledCorpus
{
    /// <summary>Compiles a few cases, and loads them.</summary>
    public static CorpusDriver Load(IReadOnlyList<CorpusCase> cases) => Load(CorpusSource.Of(cases));

    /// <summary>Compiles a source of cases, and loads it.</summary>
    public static CorpusDriver Load(string source) => Driver(Generation.LoadUndocumented(source));

    private static CorpusDriver Driver(Assembly assembly) => new(assembly.GetType("Samples.Driver")!);
}
