using System.Runtime.InteropServices.JavaScript;
using System.Runtime.Versioning;

namespace FastOpt.Playground;

/// <summary>What the page's modules call: the figures, by name. It holds nothing but the last picture, and which of its plots were new.</summary>
[SupportedOSPlatform("browser")]
internal static partial class Page
{
    private static IReadOnlyList<Plot> _plots = [], _news = [];

    [JSExport]
    internal static string Describe(string figure) => PictureText.Describe(Figures.Of(figure));

    [JSExport]
    internal static string Values(string figure) => PictureText.Values(Figures.Of(figure));

    /// <summary>
    /// The picture without points and maps, which <see cref="Numbers"/> and <see cref="Map"/> then give, and without the plots that the last one had.
    /// </summary>
    [JSExport]
    internal static string Picture(string figure)
    {
        Figure one = Figures.Of(figure);
        IReadOnlyList<Plot> before = _plots;
        _plots = one.Plots();
        _news = [.. _plots.Where(plot => !before.Contains(plot, ReferenceEqualityComparer.Instance))];
        return PictureText.Picture(one, _plots, _news);
    }

    /// <summary>The points of the plots that are new in the last picture.</summary>
    [JSExport]
    [return: JSMarshalAs<JSType.MemoryView>]
    internal static ArraySegment<double> Numbers() => PictureText.Numbers(_news);

    /// <summary>A map of the last picture.</summary>
    [JSExport]
    internal static byte[] Map(int plot) => _plots[plot].Map!.Levels;

    /// <summary>A table of the last picture.</summary>
    [JSExport]
    internal static string Table(int plot) => PictureText.Table(_plots[plot]);

    /// <summary>A figure's table of results.</summary>
    [JSExport]
    internal static string Results(string figure) => PictureText.Table(Figures.Of(figure).Results!);

    [JSExport]
    internal static void Set(string figure, string control, string value) => Figures.Of(figure).Set(control, value);

    [JSExport]
    internal static void Apply(string figure, string preset)
    {
        Figure one = Figures.Of(figure);
        one.Apply(one.Presets.First(known => known.Name == preset));
    }

    /// <summary>Back to the standard values.</summary>
    [JSExport]
    internal static void Restore(string figure) => FigureState.Read(Figures.Of(figure), "");

    [JSExport]
    internal static void Act(string figure, string action) => Figures.Of(figure).Act(action);

    [JSExport]
    internal static void Seek(string figure, int step) => Figures.Of(figure).Seek(step);

    [JSExport]
    internal static bool Advance(string figure, double elapsed, double budget) => Figures.Of(figure).Advance(elapsed, budget);

    [JSExport]
    internal static string Code(string figure) => Figures.Of(figure).Code;

    [JSExport]
    internal static string Csv(string figure) => Figures.Of(figure).Csv;

    /// <summary>One of the figure's files.</summary>
    [JSExport]
    internal static byte[] File(string figure, string name) => Figures.Of(figure).Files.First(one => one.Name == name).Content();

    [JSExport]
    internal static string State(string figure) => FigureState.Write(Figures.Of(figure));

    /// <summary>Reads an address.</summary>
    /// <returns>The figure that it names; empty where there is none, and nothing is changed.</returns>
    [JSExport]
    internal static string Load(string address)
    {
        string? figure = FigureState.FigureOf(address);
        if (figure is null || !Figures.Ids.Contains(figure))
            return "";
        FigureState.Read(Figures.Of(figure), FigureState.QueryOf(address));
        return figure;
    }
}
