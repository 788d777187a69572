using FastOpt.Cli.Training;

namespace FastOpt.Cli.Tests;

public sealed class ConfusionMatrixTests
{
    [Fact]
    public void Counts_by_true_and_predicted_class()
    {
        var matrix = new ConfusionMatrix(3);
        matrix.Add([5, 1, 2, 0, 9, 1, 0, 9, 1, 1, 1, 1], [0, 1, 2, 0]);
        Assert.Equal((1, 1, 0), (matrix[1, 1], matrix[2, 1], matrix[2, 2]));
        Assert.Equal(2, matrix[0, 0]); // the first of equal scores wins
        Assert.Equal((3, 4, 0.75), (matrix.Correct, matrix.Total, matrix.Accuracy));
    }

    [Fact]
    public void Forgets()
    {
        var matrix = new ConfusionMatrix(2);
        matrix.Add([0, 1], [1]);
        matrix.Clear();
        Assert.Equal((0, 0, 0d), (matrix[1, 1], matrix.Total, matrix.Accuracy));
    }

    [Fact]
    public void Scores_that_are_no_numbers_count_for_the_first_class()
    {
        var matrix = new ConfusionMatrix(2);
        matrix.Add([float.NaN, float.NaN], [1]);
        Assert.Equal(1, matrix[1, 0]);
    }

    [Fact]
    public void Writes_an_aligned_table()
    {
        var matrix = new ConfusionMatrix(2);
        for (int i = 0; i < 12_345; i++)
            matrix.Add([1, 0], [0]);
        matrix.Add([1, 0], [1]);
        var text = new StringWriter { NewLine = "\n" };
        matrix.Write(text);
        Assert.Equal(
            """
            confusion matrix (rows: digit, columns: taken for)
                     0     1
               0 12345     .
               1     1     .

            """,
            text.ToString());
    }
}
