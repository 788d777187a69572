namespace FastOpt.Training.Tests.Studies;

internal static class StudySearch
{
    /// <summary>Runs trials; the test's own cancellation is the run's.</summary>
    public static StudyResult Search(this Study study, int trials, Func<Trial, double> objective) =>
        study.Run(trials, objective, TestContext.Current.CancellationToken);
}
