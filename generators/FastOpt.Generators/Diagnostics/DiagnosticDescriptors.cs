using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Diagnostics;

/// <summary>
/// Everything that the compiler reports. FOPT00xx concerns networks, FOPT01xx rules, FOPT02xx records, FOPT99xx the compiler itself; each has a page under
/// generators/docs/diagnostics.
/// </summary>
internal static partial class DiagnosticDescriptors
{
    private const string Category = "FastOpt";

    private const string HelpLink = "https://github.com/fastopt/fastopt/blob/main/generators/docs/diagnostics/";

    /// <summary>Format: "… failed on '{0}' with {1} at {2}: {3} …".</summary>
    public static readonly DiagnosticDescriptor InternalError = Error(
        "FOPT9999",
        "Internal error",
        "FastOpt itself failed on '{0}' with {1} at {2}: {3}. Nothing was generated for it; please report the declaration at https://github.com/fastopt/fastopt/issues.");

    private static DiagnosticDescriptor Error(string id, string title, string message) => Create(id, title, message, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Warning(string id, string title, string message) => Create(id, title, message, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Info(string id, string title, string message) => Create(id, title, message, DiagnosticSeverity.Info);

    private static DiagnosticDescriptor Create(string id, string title, string message, DiagnosticSeverity severity) =>
        new(id, title, message, Category, severity, isEnabledByDefault: true, helpLinkUri: HelpLink + id + ".md");
}
