namespace FastOpt.Training.Tests.Studies;

/// <summary>What docs/studies.md prints is true: its code stands in a file that compiles, and does what it says.</summary>
[Collection(nameof(CurrentFolder))]
public sealed class StudiesPageTests : IDisposable
{
    private static readonly DataSet<int> Train = Points.Classes(100, seed: 1), Validation = Points.Classes(40, seed: 2);
    private readonly CurrentFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void EachBlockStandsInTheFileThatCompiles() => DocsPage.StandsBeside("StudiesPage.cs", "studies.md", blocks: 4);

    [Fact]
    public void TheFirstProgramSearchesAndGoesOnWithoutRepeatingATrial()
    {
        StudyResult first = StudiesPage.First(Train, Validation);
        Assert.Equal((StudyEnd.Completed, 60), (first.End, first.Trials.Count));
        Assert.Contains(first.Trials, static trial => trial.State == TrialState.Pruned);
        Assert.InRange(first.Best!.Value, 0, Math.Log(3)); // better than to guess
        Assert.Contains("Three classes", File.ReadAllText("study.html"), StringComparison.Ordinal);
        byte[] journal = File.ReadAllBytes("classes.journal");
        Assert.Equal(first.Best.Value, StudiesPage.First(Train, Validation).Best!.Value);
        Assert.Equal(journal, File.ReadAllBytes("classes.journal"));
    }

    [Fact]
    public void TheOthersAreObjectives()
    {
        using var networks = Study.Open("networks.journal");
        StudyResult chosen = networks.Search(12, StudiesPage.Networks(Points.Numbers(64, 3)));
        Assert.Equal(["narrow", "wide"], chosen.Trials.Select(static trial => trial["network"]!.Text).Distinct().Order());
        Assert.All(chosen.Trials, static trial => Assert.Equal("", trial.Cause));
        using var folds = Study.Open("folds.journal");
        TrialRecord folded = Assert.Single(folds.Search(1, StudiesPage.Folds(Train)).Trials);
        Assert.Equal((TrialState.Complete, 5), (folded.State, folded.Reports.Count));
    }
}
