using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Diagnostics;

/// <summary>Everything that the compiler reports. FOPT00xx concerns networks, FOPT01xx rules; each has a page under generators/docs/diagnostics.</summary>
internal static partial class DiagnosticDescriptors
{
    private const string Category = "FastOpt";

    private const string HelpLink = "https://github.com/fastopt/fastopt/blob/main/generators/docs/diagnostics/";

    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        new(id, title, message, Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: HelpLink + id + ".md");
}
