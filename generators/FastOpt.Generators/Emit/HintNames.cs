using System.Text;

namespace FastOpt.Generators.Emit;

/// <summary>The names of generated files.</summary>
internal static class HintNames
{
    /// <summary>"Samples.Lion.rule.g.cs": the stem, which keeps declarations apart, then what the file holds, which keeps the files of a declaration apart.</summary>
    public static string For(string stem, string kind)
    {
        var name = new StringBuilder(stem.Length + kind.Length + 6);

        // Of what an identifier may hold, marks and the rarer connectors must not be in the name of a file.
        foreach (char c in stem)
            name.Append(char.IsLetterOrDigit(c) || c is '.' or '_' or '-' ? c.ToString() : "-" + ((int)c).ToString("x4", System.Globalization.CultureInfo.InvariantCulture));
        return name.Append('.').Append(kind).Append(".g.cs").ToString();
    }
}
