using FastOpt.Generators.Tests.Harness;
using Xunit;
using Xunit.Sdk;

namespace FastOpt.Generators.Tests;

/// <summary>What the tests' own harness notices: a test that compiles through it cannot pass over a warning, whether it looks, emits or references.</summary>
public sealed class HarnessTests
{
    [Theory]
    [InlineData("public static class C { private static int F() { int unused = 1; return 2; } public static int G() => F(); }", "CS0219")]
    [InlineData("public static class C { private static int s_unused; }", "CS0169")]
    [InlineData("public static class C { public static string F(string? text) => text; }", "CS8603")]
    [InlineData("public static class C { public static int F(int x) => x; /// <summary>Nowhere.</summary>\n }", "CS1587")]
    [InlineData("/// <summary><see cref=\"Missing\"/></summary>\npublic static class C;", "CS1574")]
    [InlineData("public static class C { [Obsolete] private static void F() { } public static void G() => F(); }", "CS0612")]
    public void AWarningIsFoundHoweverTheSourceIsCompiled(string source, string warning)
    {
        GenerationResult result = Generation.Run(source);
        Assert.Contains(warning, Assert.Throws<TrueException>(() => result.AssertClean(documented: false)).Message, StringComparison.Ordinal);
        Assert.Contains(warning, Assert.Throws<TrueException>(() => result.Load(documented: false)).Message, StringComparison.Ordinal);
        Assert.Contains(warning, Assert.Throws<TrueException>(result.Reference).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MissingDocumentationCountsWhereItIsAskedFor()
    {
        GenerationResult result = Generation.Run("public static class C;");
        Assert.Contains("CS1591", Assert.Throws<TrueException>(() => result.AssertClean()).Message, StringComparison.Ordinal);
        Assert.Contains("CS1591", Assert.Throws<TrueException>(() => result.Load()).Message, StringComparison.Ordinal);
        result.AssertClean(documented: false).Load(documented: false);
    }
}
