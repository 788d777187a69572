using System.Globalization;
using System.Text;
using FastOpt.Training;

namespace FastOpt.Playground;

/// <summary>What a network learns from.</summary>
/// <param name="Name">The data set's name in the address.</param>
/// <param name="All">All examples, in their order, as they were before they were scaled.</param>
/// <param name="Split">The same, told apart into those to train on and those to validate with.</param>
/// <param name="Error">Why a reader's table cannot be used; then some other points stand in for it.</param>
internal sealed record NetworkData(string Name, DataSet<int> All, DataSplit<int> Split, string? Error = null)
{
    public const string Digits = "digits", Own = "own";

    /// <summary>Names in the address, and what the page calls them.</summary>
    public static readonly (string Value, string Label)[] Names =
    [
        (PlaneShape.Circle, "Circle"), (PlaneShape.Xor, "XOR"), (PlaneShape.Moons, "Two moons"), (PlaneShape.Spiral, "Spiral"),
        (PlaneShape.Arms, "Three arms (3 classes)"), (PlaneShape.Clouds, "Two clouds"), (Digits, "Digits, 14×14 (10 classes)"), (Own, "Your own table"),
    ];

    public DataSet<int> Train => Split.Train;

    public DataSet<int> Validation => Split.Validation;

    public int Inputs => Train.InputSize;

    public int Classes => Train.ClassNames.Count;

    public bool IsPlane => Inputs == 2;

    /// <summary>How far the plane of the picture reaches from its middle.</summary>
    public double Reach { get; private init; } = PlaneShape.Reach;

    /// <summary>Makes or reads a data set.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="count">Examples of those that are drawn.</param>
    /// <param name="noise">Their noise.</param>
    /// <param name="share">The share to train on.</param>
    /// <param name="text">The reader's own table.</param>
    /// <param name="seed">Of the examples and of the split.</param>
    public static NetworkData Make(string name, int count, double noise, double share, string text, ulong seed)
    {
        try
        {
            DataSet<int> all = name switch
            {
                Own => OwnTable.Read(text),
                Digits => SmallDigits.Draw(count, noise, seed),
                _ => PlaneShape.Draw(name, count, noise, seed),
            };
            DataSplit<int> split = Training.Split.Stratified(all, ValidationShare(share), test: 0, seed);
            return name == Own ? Scaled(all, split) : new NetworkData(name, all, split);
        }
        catch (DataFormatException e)
        {
            return Without(e.Message);
        }
        catch (ArgumentException e)
        {
            return Without(e.Message);
        }
    }

    /// <summary>What is left of a share, without the last digits of a subtraction.</summary>
    public static double ValidationShare(double share) => Math.Round(1 - share, 4);

    /// <summary>All examples as a table that the program reads.</summary>
    public string ToCsv()
    {
        var text = new StringBuilder();
        for (int i = 0; i < Inputs; i++)
            text.Append(All.InputNames.Count > 0 ? All.InputNames[i] : string.Create(CultureInfo.InvariantCulture, $"pixel{i}")).Append(',');
        text.Append("class\n");
        for (int i = 0; i < All.Count; i++)
        {
            foreach (float value in All.Input(i))
                text.Append(CultureInfo.InvariantCulture, $"{value:R},");
            text.Append(All.ClassNames[All.Targets[i]]).Append('\n');
        }

        return text.ToString();
    }

    private static NetworkData Scaled(DataSet<int> all, DataSplit<int> split)
    {
        DataSplit<int> scaled = Normalizer.Fit(split.Train).Apply(split);
        float largest = 1;
        foreach (float value in scaled.Train.Inputs)
            largest = Math.Max(largest, Math.Abs(value));
        return new NetworkData(Own, all, scaled) { Reach = Math.Ceiling(largest * 4.4) / 4 };
    }

    private static NetworkData Without(string error)
    {
        DataSet<int> few = PlaneShape.Draw(PlaneShape.Circle, 10, 0, 0);
        return new NetworkData(Own, few, Training.Split.Stratified(few, 0.5, test: 0), error);
    }
}
