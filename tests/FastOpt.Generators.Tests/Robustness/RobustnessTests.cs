using FastOpt.Fuzz;
using Microsoft.CodeAnalysis;
using Xunit;

namespace FastOpt.Generators.Tests.Robustness;

/// <summary>
/// A bounded part of what <c>dotnet run -c Release --project tests/FastOpt.Fuzz</c> does at length: on no input does the generator throw or report a defect of its own, and what it
/// generates from a source without an error compiles without a warning.
/// </summary>
public sealed class RobustnessTests
{
    private static readonly Inputs All = new(Corpus.Samples, seed: 20260101);

    public static TheoryData<int> Declarations => [.. Enumerable.Range(0, OddDeclarations.All.Count)];

    public static TheoryData<int> Projects => [.. Enumerable.Range(0, Surrounding.Lacking.Count)];

    [Fact]
    public void SamplesAreMany() => Assert.InRange(Corpus.Samples.Count, 60, int.MaxValue);

    [Theory]
    [MemberData(nameof(Declarations))]
    public void OddDeclarationsCompileCheckedAndUncheckedNullableAndNot(int index)
    {
        Assert.All(Surrounding.Complete, surrounding =>
        {
            Outcome outcome = Inspection.Run(surrounding, OddDeclarations.All[index], cancellation: TestContext.Current.CancellationToken);
            Assert.Null(outcome.Failure);
            Assert.NotEmpty(outcome.Text);
        });
    }

    /// <summary>An overflow of the stack ends the process, so the stack is half as large as that of the smallest thread a compiler uses.</summary>
    [Theory]
    [InlineData("=> {0};", "x * 2f", " + ", 3000, true)]
    [InlineData("=> {0};", "x * 2f", " + ", 250, false)]
    [InlineData("=> {0} : 0f;", "x > 1f ? x * 2f", " : ", 250, false)]
    [InlineData("{{ float y = x; {0} return y; }}", "if (y > 1f) y = y * 2f;", " else ", 2000, true)]
    [InlineData("{{ float y = x; {0} return y; }}", "if (y > 1f) y = y * 2f;", " else ", 250, false)]
    [InlineData("{{ float y = x; {0} return y; }}", "y = y * x + 1f;", " ", 2000, false)]
    public void DeepSourcesNeverOverflow(string body, string part, string separator, int count, bool isTooDeep)
    {
        string text = string.Format(System.Globalization.CultureInfo.InvariantCulture, body, string.Join(separator, Enumerable.Repeat(part, count)));
        string source = "public static partial class C { [Vectorized] public static float F(float x) " + text + " }";
        Outcome? outcome = null;
        var thread = new Thread(() => outcome = Inspection.Run(Surrounding.Complete[0], source, compile: false, cancellation: CancellationToken.None), maxStackSize: 1 << 19);
        thread.Start();
        thread.Join();
        Assert.Null(outcome!.Failure);
        Assert.Equal(isTooDeep, outcome.Text.Contains("error FOPT0105: What is nested more than 256 deep", StringComparison.Ordinal));
    }

    [Fact]
    public void TruncatedAndRearrangedSourcesNeverFail() => Run(Enumerable.Range(0, 1500).Select(static i => (long)i * 7919 % All.Systematic));

    [Fact]
    public void MutatedSourcesNeverFail() => Run(Enumerable.Range(0, 1500).Select(static i => All.Systematic + i));

    [Theory]
    [MemberData(nameof(Projects))]
    public void ProjectsThatLackSomethingNeverFail(int project) => Assert.All(Corpus.Samples, sample => Assert.Null(Inspection.Run(Surrounding.Lacking[project], sample, cancellation: TestContext.Current.CancellationToken).Failure));

    [Fact]
    public void EveryCultureGivesTheSameText() => Assert.All(Corpus.Samples, static sample => Assert.Null(Inspection.CompareCultures(Surrounding.Complete[0], sample)));

    [Fact]
    public void ARunCanBeCancelledAtAnyPoint()
    {
        var random = new SplitMix(7);
        Assert.All(Corpus.Samples, sample => Assert.Null(Inspection.Cancel(Surrounding.Complete[0], sample, random)));
    }

    [Fact]
    public void SixteenDriversRunAtOnce()
    {
        string[] alone = [.. Corpus.Samples.Select(static sample => Inspection.Run(Surrounding.Complete[0], sample, compile: false, cancellation: TestContext.Current.CancellationToken).Text)];
        var differences = new System.Collections.Concurrent.ConcurrentBag<string>();
        Thread[] threads =
        [
            .. Enumerable.Range(0, 16).Select(thread => new Thread(() =>
            {
                for (int i = 0; i < alone.Length; i += 4)
                {
                    int sample = (i + thread) % alone.Length;
                    Outcome outcome = Inspection.Run(Surrounding.Complete[0], Corpus.Samples[sample], hasRun: thread % 2 == 0, compile: false, cancellation: CancellationToken.None);
                    if (outcome.Failure is not null || outcome.Text != alone[sample])
                        differences.Add($"sample {sample} on thread {thread}: {outcome.Failure ?? "another text"}");
                }
            })),
        ];
        Array.ForEach(threads, static thread => thread.Start());
        Array.ForEach(threads, static thread => thread.Join());
        Assert.Empty(differences);
    }

    [Fact]
    public void ADefectWouldBeSeen() => Assert.Equal("FOPT9999", Generators.Diagnostics.InternalError.Describe("Net", null, new InvalidOperationException()).Id);

    private static void Run(IEnumerable<long> numbers)
    {
        var run = new FuzzRun(All, compileEvery: 10);
        var statistics = new Statistics();
        foreach (long number in numbers)
            run.Run(number, statistics);
        Assert.True(run.Failures.IsEmpty, string.Join("\n", run.Failures.Take(3).Select(static f => $"{f.Failure}\n{All[f.Input]}")));
    }
}
