using System.Globalization;
using System.Text;

namespace FastOpt.Playground;

/// <summary>
/// A figure in the address, behind the #: <c>v1/parabola?rate=0.3&amp;step=12</c>. Values that are standard are left out; those that are out of range are read
/// as the nearest allowed ones, and names that the figure does not know are passed over.
/// </summary>
internal static class FigureState
{
    private const string Version = "v1/";

    /// <summary>The step that is shown, where it is not the last.</summary>
    private const string StepName = "step";

    /// <summary>The address of what is shown.</summary>
    public static string Write(Figure figure)
    {
        var text = new StringBuilder(Version).Append(figure.Id);
        char separator = '?';
        foreach (Control control in figure.Controls)
        {
            if (control.Text != control.StandardText)
                Add(control.Name, control.Text);
        }

        if (!figure.IsLive && figure.Position != figure.Length)
            Add(StepName, figure.Position.ToString(CultureInfo.InvariantCulture));
        return text.ToString();

        void Add(string name, string value)
        {
            text.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
            separator = '&';
        }
    }

    /// <summary>The figure's name in an address, or null if it is of no version that is known.</summary>
    public static string? FigureOf(string address)
    {
        if (!address.StartsWith(Version, StringComparison.Ordinal))
            return null;
        int end = address.IndexOf('?', StringComparison.Ordinal);
        return address[Version.Length..(end < 0 ? address.Length : end)];
    }

    /// <summary>The part of an address that holds values.</summary>
    public static string QueryOf(string address)
    {
        int start = address.IndexOf('?', StringComparison.Ordinal);
        return start < 0 ? "" : address[(start + 1)..];
    }

    /// <summary>
    /// Sets a figure to its standard values, and then to those of a query. A figure's controls are set in their own order, whatever the query's is.
    /// </summary>
    public static void Read(Figure figure, string query)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
                values[pair[..equals]] = Uri.UnescapeDataString(pair[(equals + 1)..]);
        }

        figure.ResetControls();
        foreach (Control control in figure.Controls)
        {
            if (values.TryGetValue(control.Name, out string? value))
                figure.Set(control.Name, value);
        }

        if (figure.IsLive)
        {
            figure.Seek(0);
            return;
        }

        bool has = values.TryGetValue(StepName, out string? step);
        figure.Seek(has && int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : figure.Length);
    }
}
