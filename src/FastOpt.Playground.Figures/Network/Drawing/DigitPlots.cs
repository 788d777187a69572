using FastOpt.Training;

namespace FastOpt.Playground;

/// <summary>What a network makes of digits: validation images with its answers, what its first layer looks for, and which digits it takes for which.</summary>
internal static class DigitPlots
{
    private const int Cell = SmallDigits.Side + 2, AnswerColumns = 20, AnswerRows = 4;

    /// <summary>Images answered in a piece of work.</summary>
    private const int Piece = 32;

    /// <summary>The plots, behind a null for each piece of work on what they share: the answers.</summary>
    public static IEnumerable<Plot?> Make(Shown shown)
    {
        int[] answers = new int[shown.Data.Validation.Count];
        for (int first = 0; first < answers.Length; first += Piece)
        {
            Answer(shown, first, answers.AsSpan(first, Math.Min(Piece, answers.Length - first)));
            yield return null;
        }

        yield return Answers(shown.Data.Validation, answers);
        yield return Weights(shown);
        yield return Confusion(shown.Data.Validation, answers);
    }

    private static void Answer(Shown shown, int first, Span<int> answers)
    {
        DataSet<int> data = shown.Data.Validation;
        int outputs = shown.Network.OutputSize;
        float[] values = new float[answers.Length * outputs];
        shown.Network.Predict(data.Inputs.Slice(first * data.InputSize, answers.Length * data.InputSize), values);
        for (int i = 0; i < answers.Length; i++)
            answers[i] = Scorer.Largest(values.AsSpan(i * outputs, outputs));
    }

    // The images that it gets wrong, before those that it gets right.
    private static Plot Answers(DataSet<int> data, int[] answers)
    {
        IEnumerable<int> wrongFirst = Enumerable.Range(0, data.Count).OrderBy(i => answers[i] == data.Targets[i]);
        int[] order = [.. wrongFirst.Take(AnswerColumns * AnswerRows)];
        byte[] levels = new byte[AnswerColumns * Cell * AnswerRows * Cell];
        List<int> right = [], wrong = [];
        for (int i = 0; i < order.Length; i++)
        {
            Place(data.Input(order[i]), i, static value => value, levels, AnswerColumns);
            (answers[order[i]] == data.Targets[order[i]] ? right : wrong).Add(i);
        }

        Series[] series = [Letters("Right", SeriesStyle.Truth, right), Letters("Wrong", SeriesStyle.Start, wrong)];
        return new("answers", "Validation digits and its answers", new("", 0, AnswerColumns), new("", 0, AnswerRows), series)
        {
            Map = new PlotMap(AnswerColumns * Cell, AnswerRows * Cell, levels, MapRamp.Ink, "") { IsSharp = true },
            IsBare = true,
            Aspect = (double)AnswerColumns / AnswerRows,
            Wide = true,
            Table = new(["digit", "answer"], [.. order.Select(i => (string[])[data.ClassNames[data.Targets[i]], data.ClassNames[answers[i]]])]),
        };

        Series Letters(string label, int style, List<int> cells) => new(
            SeriesKind.Letters,
            label,
            style,
            [.. cells.Select(static i => (i % AnswerColumns) + 0.86)],
            [.. cells.Select(static i => AnswerRows - (i / AnswerColumns) - 0.2)])
        {
            Text = string.Concat(cells.Select(i => data.ClassNames[answers[order[i]]])),
        };
    }

    // The first layer's weights as images.
    private static Plot Weights(Shown shown)
    {
        ParameterInfo first = shown.Network.Parameters[0];
        int units = first.Shape[0], columns = (int)Math.Ceiling(Math.Sqrt(units)), rows = (units + columns - 1) / columns;
        ReadOnlySpan<float> weights = shown.Parameters.AsSpan(first.Offset, first.Count);
        float largest = 1e-6f;
        foreach (float weight in weights)
            largest = MathF.Max(largest, MathF.Abs(weight));
        byte[] levels = new byte[columns * Cell * rows * Cell];
        Array.Fill(levels, (byte)127);
        for (int unit = 0; unit < units; unit++)
            Place(weights.Slice(unit * first.Shape[1], first.Shape[1]), unit, value => 0.5f + (0.5f * value / largest), levels, columns);
        return new("weights", "What each first neuron looks for", new("", 0, columns), new("", 0, rows), [])
        {
            Map = new PlotMap(columns * Cell, rows * Cell, levels, MapRamp.Signed, "Weight of each pixel: negative to positive") { IsSharp = true },
            IsBare = true,
            Aspect = (double)columns / rows,
            Table = new(
                ["neuron", "norm of its weights"],
                [.. Enumerable.Range(0, units).Select(unit => (string[])[PlotTable.Text(unit), Norm(shown.Parameters, first, unit)])]),
        };
    }

    // Validation examples, by digit and answer.
    private static Plot Confusion(DataSet<int> data, int[] answers)
    {
        int classes = data.ClassNames.Count;
        int[] counts = new int[classes * classes];
        for (int i = 0; i < answers.Length; i++)
            counts[((classes - 1 - data.Targets[i]) * classes) + answers[i]]++;
        int most = Math.Max(1, counts.Max());
        byte[] levels = [.. counts.Select(count => (byte)(255 * Math.Sqrt((double)count / most)))];
        return new("confusion", "Which digit it takes for which", Classes("answer"), Classes("digit"), [])
        {
            Map = new PlotMap(classes, classes, levels, MapRamp.Ink, "From none to many images") { IsSharp = true },
            Aspect = 1,
            Table = new(
                ["digit", .. data.ClassNames.Select(static name => "as " + name)],
                [.. Enumerable.Range(0, classes).Select(digit => (string[])[data.ClassNames[digit], .. Row(digit)])]),
        };

        Axis Classes(string label) => new(label, -0.5, classes - 0.5) { IsWhole = true };

        IEnumerable<string> Row(int digit) => counts.Skip((classes - 1 - digit) * classes).Take(classes).Select(static count => PlotTable.Text(count));
    }

    private static void Place(ReadOnlySpan<float> image, int cell, Func<float, float> level, byte[] levels, int columns)
    {
        int top = (cell / columns * Cell) + 1, left = (cell % columns * Cell) + 1;
        for (int i = 0; i < image.Length; i++)
            levels[((top + (i / SmallDigits.Side)) * columns * Cell) + left + (i % SmallDigits.Side)] = (byte)Math.Clamp(255 * level(image[i]), 0, 255);
    }

    private static string Norm(float[] parameters, ParameterInfo first, int unit)
    {
        double sum = 0;
        foreach (float weight in parameters.AsSpan(first.Offset + (unit * first.Shape[1]), first.Shape[1]))
            sum += (double)weight * weight;
        return PlotTable.Text(Math.Sqrt(sum));
    }
}
