using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Diagnostics;

internal static partial class DiagnosticDescriptors
{
    /// <summary>Format: "Objective '{0}' needs the method '{1}'{2}".</summary>
    public static readonly DiagnosticDescriptor ObjectiveMethodMissing = Error(
        "FOPT0160",
        "An objective needs its method Value",
        "Objective '{0}' needs the method '{1}'{2}");

    /// <summary>Format: "{0} cannot be part of an objective; {1}".</summary>
    public static readonly DiagnosticDescriptor NotInObjective = Error(
        "FOPT0161",
        "This cannot be part of an objective",
        "{0} cannot be part of an objective; {1}");

    /// <summary>Format: "Objective '{0}' {1}".</summary>
    public static readonly DiagnosticDescriptor ObjectiveDimension = Error(
        "FOPT0162",
        "An objective has from 1 to 256 variables, and says how many",
        "Objective '{0}' {1}");

    /// <summary>Format: "{0} are not unrolled; …".</summary>
    public static readonly DiagnosticDescriptor ObjectiveTooLarge = Error(
        "FOPT0163",
        "An objective must be small enough to be unrolled",
        "{0} are not unrolled; implement IObjective in a class or struct of your own, with loops");

    /// <summary>Format: "The index '{0}' {1}".</summary>
    public static readonly DiagnosticDescriptor ObjectiveIndex = Error(
        "FOPT0164",
        "An index in an objective must be known and inside",
        "The index '{0}' {1}");
}
