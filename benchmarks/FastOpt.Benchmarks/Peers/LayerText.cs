using System.Globalization;
using System.Text.RegularExpressions;

namespace FastOpt.Benchmarks.Peers;

/// <summary>A layer as peers are told of it: "Conv2D(6,5,Padding=2)".</summary>
/// <param name="Name">Conv2D.</param>
/// <param name="Argument">What stands in brackets: "6,5,Padding=2", or nothing.</param>
internal sealed partial record LayerText(string Name, string Argument)
{
    /// <summary>The leading numbers: 6 and 5.</summary>
    public long[] Sizes =>
        [.. Argument.Split(',').TakeWhile(static part => long.TryParse(part, out _)).Select(static part => long.Parse(part, CultureInfo.InvariantCulture))];

    /// <summary>The number of a named option, or its default.</summary>
    public long Option(string name, long standard) =>
        Argument.Split(',').FirstOrDefault(part => part.StartsWith(name + "=", StringComparison.Ordinal)) is { } part
            ? long.Parse(part[(name.Length + 1)..], CultureInfo.InvariantCulture)
            : standard;

    /// <summary>
    /// Reads widths with ReLU between them ("784-128-10"), or the extents of an example and the layers ("1x28x28;Conv2D(6,5,Padding=2);Flatten;Dense(10)").
    /// </summary>
    /// <returns>The extents, and the layers.</returns>
    public static (long[] Shape, LayerText[] Layers) Parse(string text)
    {
        string[] parts = text.Contains(';', StringComparison.Ordinal) ? text.Split(';') : Declared(text.Split('-'));
        long[] shape = [.. parts[0].Split('x').Select(static extent => long.Parse(extent, CultureInfo.InvariantCulture))];
        return (shape, [.. parts[1..].Select(static part => Of(Layer().Match(part)))]);
    }

    private static LayerText Of(Match match) => new(match.Groups[1].Value, match.Groups[2].Value);

    private static string[] Declared(string[] widths) =>
        [widths[0], .. widths[1..].SelectMany((width, index) => index < widths.Length - 2 ? new[] { $"Dense({width})", "Relu" } : [$"Dense({width})"])];

    [GeneratedRegex(@"^(\w+)(?:\((.*)\))?$")]
    private static partial Regex Layer();
}
