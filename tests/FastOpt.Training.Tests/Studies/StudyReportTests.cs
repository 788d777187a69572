using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using FastOpt.Training.Tests.Data;
using FastOpt.Training.Tests.Reports;

namespace FastOpt.Training.Tests.Studies;

public sealed class StudyReportTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TheReportHasTheBestTheCourseTheImportancesAndEveryTrial()
    {
        using Study study = Sample();
        XElement page = ReportText.Parse(StudyReport.Render(study, "Digits & <more>", "one to nine"));
        Assert.Equal("Digits & <more>", page.Descendants("h1").Single().Value);
        Assert.Contains(page.Descendants("h3"), head => head.Value == $"Best trial: {study.Best!.Number}");
        XElement[] tables = [.. page.Descendants("table")];
        Assert.Equal(study.Trials.Count, tables[^1].Descendants("tr").Count() - 1);
        Assert.Contains("InvalidOperationException: a & <b>", tables[^1].Value, StringComparison.Ordinal);
        XElement parallel = page.Descendants("svg").Single(static svg => svg.Attribute("aria-labelledby")?.Value == "parallel-title parallel-desc");
        int complete = study.Trials.Count(static trial => trial.State == TrialState.Complete);
        Assert.Equal(complete, parallel.Descendants("path").Count(static path => path.Attribute("class")!.Value.StartsWith("line", StringComparison.Ordinal)));
        Assert.Equal((complete + 9) / 10, parallel.Descendants("path").Count(static path => path.Attribute("class")!.Value == "line s1"));
        Assert.Single(parallel.Descendants("text"), static text => text.Value == "none"); // who has no share passes below that axis
        JsonElement json = JsonDocument.Parse(page.Descendants("pre").Single().Value).RootElement;
        Assert.Equal(study.Trials.Count, json.GetProperty("trials").GetArrayLength());
        Assert.Equal(study.Trials[7].Value, json.GetProperty("trials")[7].GetProperty("value").GetDouble());
        (string Name, double Share)[] shares = [.. json.GetProperty("importances").EnumerateObject().Select(static one => (one.Name, one.Value.GetDouble()))];
        Assert.Equal(["rate", "rule", "share"], shares.Select(static one => one.Name).Order());
        Assert.Equal(shares.Select(static one => one.Share).OrderDescending(), shares.Select(static one => one.Share));
    }

    [Fact]
    public void ThePageIsAccessibleAndAsksForNothing()
    {
        using Study study = Sample();
        string text = StudyReport.Render(study);
        ReportText.IsAccessible(text);
        ReportText.AsksForNothingAndRunsNothing(text);
        Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', text);
    }

    [Fact]
    public void TheSameJournalGivesTheSameBytesInAnyCulture()
    {
        using Study study = Sample();
        string first = StudyReport.Render(study);
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = new NumberFormatInfo { NumberDecimalSeparator = ",", NegativeSign = "~" } };
        try
        {
            using var again = Study.Open(study.Path, 4);
            Assert.Equal(first, StudyReport.Render(again));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void AStudyWithFewTrialsHasAReport(int trials)
    {
        using var study = Study.Open(_folder["few"]);
        study.Search(trials, static trial => trial.Choose("only", ["one"]).Length);
        StudyReport.Write(study, _folder["out/report.html"]);
        string text = File.ReadAllText(_folder["out/report.html"]);
        ReportText.IsAccessible(text);
        Assert.Equal(trials == 0, text.Contains("No trial is complete", StringComparison.Ordinal));
    }

    [Fact]
    public void TheReportOpensWithoutAConsoleMessageOrARequest()
    {
        string? program = Chromium.Find();
        Assert.SkipWhen(program is null, "No chromium, chromium-browser or google-chrome in PATH.");
        using Study study = Sample();
        StudyReport.Write(study, _folder["report.html"], "A study");
        (string[] console, string[] requests, string document) = Chromium.Open(program!, _folder["report.html"]);
        Assert.Empty(console);
        Assert.Empty(requests);
        Assert.Contains("<h1>A study</h1>", document, StringComparison.Ordinal);
    }

    // The first Sobol indices of ax + by + cz, all uniform, are a², b², c² over their sum; a choice counts by the variance of its values.
    [Fact]
    public void ImportancesAreTheSharesOfTheVariance()
    {
        using var study = Study.Open(_folder["sobol"], 2, new StudyOptions { Sampler = new RandomSampler() });
        study.Search(400, static trial =>
            (3 * trial.Uniform("x", 0, 1)) + Math.Log10(trial.LogUniform("y", 1e-2, 1))
            + (trial.Choose("c", ["low", "high"]) == "high" ? 1 : 0) + (0 * trial.Uniform("none", 0, 1)));

        // Variances: 9/12, 4/12, 1/4; in all 16/12.
        Dictionary<string, double> found = ParameterImportance.Of(study.Trials).ToDictionary(static one => one.Parameter, static one => one.Share);
        Assert.InRange(found["x"], 0.5625 - 0.06, 0.5625 + 0.06);
        Assert.InRange(found["y"], 0.25 - 0.06, 0.25 + 0.06);
        Assert.InRange(found["c"], 0.1875 - 0.06, 0.1875 + 0.06);
        Assert.InRange(found["none"], 0, 0.02);
    }

    /// <summary>A share has no unit: a loss of millionths, and one beside which its differences are small, have those of the loss itself.</summary>
    [Theory]
    [InlineData(1e-12, 0)]
    [InlineData(1e12, 0)]
    [InlineData(1e-3, -5e4)]
    [InlineData(1e300, 0)]
    public void ImportancesDoNotDependOnTheUnit(double scale, double offset)
    {
        (string, double)[] expected = Shares("plain", 1, 0), found = Shares("scaled", scale, offset);
        Assert.Equal(expected.Select(static one => one.Item1), found.Select(static one => one.Item1));
        Assert.All(expected.Zip(found), static pair => Assert.Equal(pair.First.Item2, pair.Second.Item2, 1e-3));

        (string, double)[] Shares(string name, double by, double from)
        {
            using var study = Study.Open(_folder[name], 2, new StudyOptions { Sampler = new RandomSampler() });
            study.Search(60, trial => from + (by * (trial.Uniform("x", 0, 1) + (0.5 * trial.Uniform("y", 0, 1)))));
            return [.. ParameterImportance.Of(study.Trials)];
        }
    }

    // x·y over [−1, 1]²: neither explains anything alone.
    [Fact]
    public void WhatParametersExplainOnlyTogetherIsNobodys()
    {
        using var study = Study.Open(_folder["together"], 2, new StudyOptions { Sampler = new RandomSampler() });
        study.Search(300, static trial => trial.Uniform("x", -1, 1) * trial.Uniform("y", -1, 1));
        Assert.All(ParameterImportance.Of(study.Trials), static one => Assert.InRange(one.Share, 0, 0.15));
    }

    [Fact]
    public void ImportancesAreLeftOutWhereThereIsNothingToTell()
    {
        using var study = Study.Open(_folder["equal"]);
        study.Search(3, static trial => trial.Uniform("x", 0, 1));
        Assert.Empty(ParameterImportance.Of(study.Trials));
        study.Search(3, static trial => trial.Uniform("x", 0, 1));
        using var equal = Study.Open(_folder["same"]);
        equal.Search(10, static trial => 0 * trial.Uniform("x", 0, 1));
        Assert.Empty(ParameterImportance.Of(equal.Trials));
    }

    private Study Sample()
    {
        var study = Study.Open(_folder["sample.journal"], 4, new StudyOptions { Pruner = new HalvingPruner() });
        study.Search(60, static trial =>
        {
            double rate = trial.LogUniform("rate", 1e-4, 1), x = Math.Log10(rate) + 2;
            string rule = trial.Choose("rule", ["a & b", "<c>"]);
            if (trial.Number % 20 == 13)
                throw new InvalidOperationException("a & <b>");
            trial.Report(1, x * x);
            return trial.IsPruned ? 0 : (x * x) + (rule.Length * 0.01) + (trial.Number % 2 == 0 ? trial.Uniform("share", 0, 0.1) : 0.05);
        });
        return study;
    }
}
