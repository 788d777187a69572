using System.Globalization;

namespace FastOpt.Playground;

/// <summary>A number between two others.</summary>
/// <param name="name">The name in the address.</param>
/// <param name="label">What the page calls it.</param>
/// <param name="minimum">The least value.</param>
/// <param name="maximum">The greatest value.</param>
/// <param name="standard">The value unless it is set.</param>
internal sealed class NumberControl(string name, string label, double minimum, double maximum, double standard) : Control(name, label)
{
    public override string Kind => "number";

    public double Minimum { get; } = minimum;

    public double Maximum { get; } = maximum;

    /// <summary>The value unless it is set. A figure whose standard follows another control, as a landscape's start, changes it.</summary>
    public double Standard { get; set; } = standard;

    /// <summary>What an arrow key adds; 1 makes it whole. On a logarithmic control an arrow key multiplies instead.</summary>
    public double Step { get; init; } = 0.01;

    /// <summary>Whether the slider is logarithmic.</summary>
    public bool Logarithmic { get; init; }

    /// <summary>The unit behind the number, or empty.</summary>
    public string Unit { get; init; } = "";

    public bool IsWhole => Step == 1;

    public double Value { get; private set; } = standard;

    public int Whole => (int)Value;

    public override string Text => Format(Value);

    public override string StandardText => Format(Standard);

    /// <summary>Takes the nearest allowed value.</summary>
    public void SetValue(double value)
    {
        if (double.IsNaN(value))
            return;
        value = Math.Clamp(value, Minimum, Maximum);
        Value = IsWhole ? Math.Round(value) : value + 0; // no -0
    }

    protected override void Take(string text)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
            SetValue(value);
    }

    private static string Format(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
