using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace FastOpt.Fuzz;

/// <summary>What the generator made of an input.</summary>
/// <param name="Milliseconds">The generator's time.</param>
/// <param name="Compiled">Whether the input had no error and the generated code was compiled.</param>
/// <param name="Failure">What is wrong with the generator, or null.</param>
/// <param name="Text">Everything that was generated and reported.</param>
public sealed record Outcome(double Milliseconds, bool Compiled, string? Failure, string Text);

/// <summary>Runs the generator over an input and holds it to what must be so for any input.</summary>
public static class Inspection
{
    /// <summary>Generated code that was found to compile, by project and text: most changes of a source do not change it.</summary>
    private static readonly ConcurrentDictionary<(string, string), bool> Known = new();

    /// <summary>Cultures with other digits, signs, separators and letters than the invariant one.</summary>
    public static IReadOnlyList<CultureInfo> Cultures { get; } = [Culture("tr-TR"), Culture("fa-IR"), CultureInfo.InvariantCulture];

    /// <summary>One run in one culture, and, where it is wanted, the compilation of what it gave.</summary>
    public static Outcome Run(Surrounding surrounding, string source, int culture = 2, bool hasRun = true, bool compile = true, CancellationToken cancellation = default)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = Cultures[culture];
        CSharpCompilation compilation = surrounding.With(source);
        try
        {
            SyntaxTree[] trees = [.. compilation.SyntaxTrees];
            double start = ThreadClock.Milliseconds;
            GeneratorDriver driver = surrounding.Driver(hasRun).RunGenerators(compilation, cancellation);
            double milliseconds = ThreadClock.Milliseconds - start;
            GeneratorDriverRunResult result = driver.GetRunResult();
            string text = Describe(result);
            string? failure = Failure(result) ?? (trees.SequenceEqual(compilation.SyntaxTrees) ? null : "changed the user's trees");
            bool compiled = compile && failure is null && Compile(surrounding, compilation, result, text, out failure);
            return new Outcome(milliseconds, compiled, failure, text);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new Outcome(0, false, CompilerFails(compilation) ? null : exception.ToString(), "");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    /// <summary>Runs that are cancelled at a random moment end as cancelled or complete, and leave the driver as it was.</summary>
    public static string? Cancel(Surrounding surrounding, string source, SplitMix random)
    {
        using var cancelled = new CancellationTokenSource();
        using var started = new ManualResetEventSlim();
        int spins = random.Below(4000);
        Task cancel = Task.Run(() =>
        {
            started.Set();
            Thread.SpinWait(spins);
            cancelled.Cancel();
        });
        started.Wait();
        try
        {
            if (Run(surrounding, source, compile: false, cancellation: cancelled.Token) is { Failure: { } failure })
                return "a run that was to be cancelled: " + failure;
        }
        catch (OperationCanceledException)
        {
            // As it should be.
        }

        cancel.Wait();
        return null;
    }

    /// <summary>The same text in every culture.</summary>
    public static string? CompareCultures(Surrounding surrounding, string source)
    {
        string reference = Run(surrounding, source, compile: false).Text;
        for (int culture = 0; culture < Cultures.Count - 1; culture++)
        {
            if (Run(surrounding, source, culture, hasRun: false, compile: false).Text != reference)
                return $"another text in {Cultures[culture].Name}";
        }

        return null;
    }

    /// <summary>Whether the C# compiler itself throws on the input, without any generator: a defect of it, of which it has a few.</summary>
    private static bool CompilerFails(CSharpCompilation compilation)
    {
        try
        {
            compilation.GetDiagnostics();
            return false;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return true;
        }
    }

    private static string? Failure(GeneratorDriverRunResult result)
    {
        if (result.Results.Single().Exception is { } exception)
            return exception.ToString();
        Diagnostic? internalError = result.Diagnostics.FirstOrDefault(static d => d.Id is "FOPT9999" or "CS8785");
        return internalError?.ToString();
    }

    /// <summary>Whether the input has no error; then the generated code must compile without a warning.</summary>
    private static bool Compile(Surrounding surrounding, CSharpCompilation compilation, GeneratorDriverRunResult result, string text, out string? failure)
    {
        failure = null;
        if (result.GeneratedTrees.Length == 0 || result.Diagnostics.Any(IsError))
            return false;
        var output = (CSharpCompilation)compilation.AddSyntaxTrees(result.GeneratedTrees);
        if (compilation.SyntaxTrees.Any(tree => tree.GetDiagnostics().Any(IsError)) || compilation.SyntaxTrees.Any(tree => output.GetSemanticModel(tree).GetDiagnostics().Any(IsError)))
            return false;
        if (Known.ContainsKey((surrounding.Name, text)))
            return true;
        ImmutableArray<Diagnostic> all = output.GetDiagnostics();
        if (all.FirstOrDefault(d => d.Severity >= DiagnosticSeverity.Warning && d.Location.SourceTree is { } tree && result.GeneratedTrees.Contains(tree)) is { } found)
            failure = $"generated code has {found}: {found.Location.SourceTree!.GetText().Lines[found.Location.GetLineSpan().StartLinePosition.Line]}";
        else if (Known.Count < 200_000)
            Known.TryAdd((surrounding.Name, text), true);
        return true;
    }

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error;

    private static string Describe(GeneratorDriverRunResult result) => string.Join("\n", result.Results
        .SelectMany(static r => r.GeneratedSources.IsDefault ? [] : r.GeneratedSources)
        .Select(static s => s.HintName + "\n" + s.SourceText)
        .Concat(result.Diagnostics.Select(static d => d.ToString())));

    /// <summary>A culture of the machine; where it has none, the signs and letters that differ.</summary>
    private static CultureInfo Culture(string name)
    {
        try
        {
            return CultureInfo.GetCultureInfo(name);
        }
        catch (CultureNotFoundException)
        {
            var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            culture.NumberFormat.NumberDecimalSeparator = name == "fa-IR" ? "\u066B" : ",";
            culture.NumberFormat.NumberGroupSeparator = name == "fa-IR" ? "\u066C" : ".";
            culture.NumberFormat.NegativeSign = name == "fa-IR" ? "\u200E\u2212" : "-";
            return culture;
        }
    }
}
