using System.Globalization;
using FastOpt.Training;

namespace FastOpt.Playground;

/// <summary>The plane, coloured by what the network predicts there, with the examples on it.</summary>
internal static class BoundaryPlot
{
    private const int Side = 64, RowsOfPiece = 8;

    /// <summary>The plot, behind a null for each piece of the plane that is predicted.</summary>
    public static IEnumerable<Plot?> Make(Shown shown)
    {
        float[] grid = Shown.Grid(Side, shown.Data.Reach);
        byte[] levels = new byte[Side * Side];
        const int Piece = RowsOfPiece * Side;
        for (int first = 0; first < levels.Length; first += Piece)
        {
            Colour(shown, grid.AsSpan(2 * first, 2 * Piece), levels.AsSpan(first, Piece));
            yield return null;
        }

        yield return Draw(shown, levels);
    }

    private static void Colour(Shown shown, ReadOnlySpan<float> points, Span<byte> levels)
    {
        int outputs = shown.Network.OutputSize;
        float[] probabilities = shown.Probabilities(points);
        for (int i = 0; i < levels.Length; i++)
        {
            ReadOnlySpan<float> row = probabilities.AsSpan(i * outputs, outputs);
            if (outputs == 2)
            {
                levels[i] = (byte)((255 * row[1]) + 0.5f);
                continue;
            }

            int largest = Scorer.Largest(row);
            float certainty = (row[largest] - (1f / outputs)) / (1 - (1f / outputs));
            levels[i] = (byte)((64 * largest) + Math.Clamp((int)(63 * certainty), 0, 63));
        }
    }

    private static Plot Draw(Shown shown, byte[] levels)
    {
        NetworkData data = shown.Data;
        bool hasTwo = shown.Network.OutputSize == 2;
        string legend = hasTwo
            ? $"Prediction: from class {data.Train.ClassNames[0]} to class {data.Train.ClassNames[1]}"
            : "Prediction: a class's colour, the paler the less certain";
        string unit = data.Name == NetworkData.Own ? ", standardized" : "";
        var series = new List<Series>();
        for (int label = 0; label < data.Classes; label++)
        {
            series.Add(Points(data.Train, label, $"Class {data.Train.ClassNames[label]}, training", SeriesStyle.Class - label));
            series.Add(Points(data.Validation, label, $"Class {data.Train.ClassNames[label]}, validation", SeriesStyle.HollowClass - label));
        }

        Axis x = new(data.Train.InputNames[0] + unit, -data.Reach, data.Reach), y = new(data.Train.InputNames[1] + unit, -data.Reach, data.Reach);
        return new Plot("boundary", "What it predicts", x, y, series)
        {
            Map = new PlotMap(Side, Side, levels, hasTwo ? MapRamp.Signed : MapRamp.Classes, legend),
            Aspect = 1,
            Table = Table(shown),
        };
    }

    private static Series Points(DataSet<int> data, int label, string name, int style)
    {
        int[] which = [.. Enumerable.Range(0, data.Count).Where(i => data.Targets[i] == label)];
        return new Series(
            SeriesKind.Dots, name, style, [.. which.Select(i => (double)data.Inputs[2 * i])], [.. which.Select(i => (double)data.Inputs[(2 * i) + 1])]);
    }

    private static PlotTable Table(Shown shown)
    {
        DataSet<int> few = shown.Few(60);
        var rows = new Lazy<IReadOnlyList<IReadOnlyList<string>>>(() =>
        {
            float[] probabilities = shown.Probabilities(few.Inputs);
            int outputs = shown.Network.OutputSize;
            return [.. Enumerable.Range(0, few.Count).Select(i =>
            {
                ReadOnlySpan<float> row = probabilities.AsSpan(i * outputs, outputs);
                int largest = Scorer.Largest(row);
                string name = largest < few.ClassNames.Count ? few.ClassNames[largest] : "none of them";
                return (IReadOnlyList<string>)
                [
                    PlotTable.Text(few.Inputs[2 * i]), PlotTable.Text(few.Inputs[(2 * i) + 1]), few.ClassNames[few.Targets[i]], name,
                    row[largest].ToString("P1", CultureInfo.InvariantCulture),
                ];
            })];
        });
        return new PlotTable([few.InputNames[0], few.InputNames[1], "class", "predicted", "probability"], new LazyRows(rows));
    }
}
