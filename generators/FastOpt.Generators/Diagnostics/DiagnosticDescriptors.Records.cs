using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Diagnostics;

internal static partial class DiagnosticDescriptors
{
    /// <summary>Format: "'{0}' must be partial, because the compiler adds how '{1}' is read and turned into inputs".</summary>
    public static readonly DiagnosticDescriptor RecordMustBePartial = Error(
        "FOPT0201",
        "A record with features must be partial",
        "'{0}' must be partial, because the compiler adds to it how '{1}' is read from a table and turned into inputs");

    /// <summary>Format: "'{0}' cannot have features: {1}".</summary>
    public static readonly DiagnosticDescriptor RecordTypeNotSupported = Error(
        "FOPT0202",
        "This type cannot have features",
        "'{0}' cannot have features: {1}");

    /// <summary>Format: "'{0}' is a '{1}', which is no {2}; use {3}".</summary>
    public static readonly DiagnosticDescriptor ColumnTypeNotSupported = Error(
        "FOPT0203",
        "A column holds numbers, truths, dates, enums or texts",
        "'{0}' is a '{1}', which {2}; use {3}");

    /// <summary>Format: "Record '{0}' has features, but no label …".</summary>
    public static readonly DiagnosticDescriptor LabelMissing = Error(
        "FOPT0204",
        "A record needs a label",
        "Record '{0}' has features, but no label; mark what is to be predicted with [Label]");

    /// <summary>Format: "Record '{0}' has the labels '{1}' and '{2}', but …".</summary>
    public static readonly DiagnosticDescriptor SeveralLabels = Error(
        "FOPT0205",
        "A label that is a class stands alone",
        "Record '{0}' has the labels '{1}' and '{2}', but a class ({3}) stands alone; only labels that are float or double may be several");

    /// <summary>Format: "Record '{0}' has a label, but no feature …".</summary>
    public static readonly DiagnosticDescriptor FeatureMissing = Error(
        "FOPT0206",
        "A record needs a feature",
        "Record '{0}' has a label, but no feature; mark what is known beforehand with [Feature]");

    /// <summary>Format: "'{0}' {1}".</summary>
    public static readonly DiagnosticDescriptor ColumnTwice = Error(
        "FOPT0207",
        "A column belongs to one member, and a member is for one thing",
        "'{0}' {1}");

    /// <summary>Format: "'{0}' cannot be a column: {1}".</summary>
    public static readonly DiagnosticDescriptor NotAColumn = Error(
        "FOPT0208",
        "A column is a member that can be read and set",
        "'{0}' cannot be a column: {1}");

    /// <summary>Format: "'{0}' is a member of your own, but the compiler writes {1} into the same record; {2}".</summary>
    public static readonly DiagnosticDescriptor RecordMemberTaken = Error(
        "FOPT0209",
        "A member of a record is written by the compiler",
        "'{0}' is a member of your own, but the compiler writes {1} into the same record; {2}");

    /// <summary>Format: "{0} of '{1}' {2}".</summary>
    public static readonly DiagnosticDescriptor FeatureSetting = Error(
        "FOPT0210",
        "A setting that fits no such feature",
        "{0} of '{1}' {2}");
}
