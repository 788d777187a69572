namespace FastOpt.Generators.Emit;

/// <summary>
/// What tells others that a member is generated: coverage of tests leaves it out, and so do analyzers that look at members alone. The user's type is the
/// user's, so each member says it, and a type that is generated as a whole says it once.
/// </summary>
internal static class GeneratedMark
{
    /// <summary>The attributes, through the aliases of a generated file.</summary>
    public static readonly string Attributes = $"[tools::GeneratedCode({Arguments}), marks::ExcludeFromCodeCoverage]";

    /// <summary>The same, in full.</summary>
    public static readonly string FullAttributes =
        $"[global::System.CodeDom.Compiler.GeneratedCode({Arguments}), global::System.Diagnostics.CodeAnalysis.ExcludeFromCodeCoverage]";

    private static string Arguments => $"\"FastOpt\", \"{typeof(GeneratedMark).Assembly.GetName().Version.ToString(3)}\"";

    /// <summary>Whether a line of the user's type, without indentation of its own, begins a member that has code.</summary>
    public static bool Belongs(string line) => (char.IsLetter(line[0]) || line[0] is '_' or '@') && !IsField(line);

    /// <summary>A declaration that ends at once, or has a value.</summary>
    private static bool IsField(string line)
    {
        if (line.Contains("{ get;"))
            return false;
        int value = line.IndexOf(" = ", StringComparison.Ordinal), parameters = line.IndexOf('('), body = line.IndexOf("=>", StringComparison.Ordinal);
        return value >= 0 ? (parameters < 0 || value < parameters) && (body < 0 || value < body) : body < 0 && parameters < 0 && line.EndsWith(";", StringComparison.Ordinal);
    }
}
