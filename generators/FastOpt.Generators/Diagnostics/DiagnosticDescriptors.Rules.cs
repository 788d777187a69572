using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Diagnostics;

internal static partial class DiagnosticDescriptors
{
    /// <summary>Format: "'{0}' must be partial, because the compiler adds what it derives from '{1}' to it".</summary>
    public static readonly DiagnosticDescriptor RuleMustBePartial = Error(
        "FOPT0101",
        "A type with rules must be partial",
        "'{0}' must be partial, because the compiler adds what it derives from '{1}' to it");

    /// <summary>Format: "'{0}' {1}".</summary>
    public static readonly DiagnosticDescriptor RuleTypeNotSupported = Error(
        "FOPT0102",
        "This type cannot hold a rule",
        "'{0}' cannot hold a rule: {1}");

    /// <summary>Format: "{0} '{1}' needs the method '{2}'{3}".</summary>
    public static readonly DiagnosticDescriptor RuleMethodMissing = Error(
        "FOPT0103",
        "A rule needs its scalar method",
        "{0} '{1}' needs the method '{2}'{3}");

    /// <summary>Format: "'{0}' differs from element to element and is a {1}, but lanes hold float and int; {2}".</summary>
    public static readonly DiagnosticDescriptor VaryingDouble = Error(
        "FOPT0104",
        "A value that differs from element to element must be a float",
        "'{0}' differs from element to element and is a {1}, but lanes hold float and int; {2}");

    /// <summary>Format: "{0} cannot be turned into vector code; {1}".</summary>
    public static readonly DiagnosticDescriptor ConstructNotSupported = Error(
        "FOPT0105",
        "This construct cannot be turned into vector code",
        "{0} cannot be turned into vector code; {1}");

    /// <summary>Format: "'{0}' has no vector form; {1}".</summary>
    public static readonly DiagnosticDescriptor NoVectorForm = Error(
        "FOPT0106",
        "This method has no vector form",
        "'{0}' has no vector form; {1}");

    /// <summary>Format: "Hyperparameter '{0}' is a {1}; use double, float, int, long, bool or an enum".</summary>
    public static readonly DiagnosticDescriptor HyperparameterTypeNotSupported = Error(
        "FOPT0107",
        "A hyperparameter must be a number, a bool or an enum",
        "Hyperparameter '{0}' is a '{1}'; use double, float, int, long, bool or an enum");

    /// <summary>Format: "'{0}' has no derivative, which {1} '{2}' needs; {3}".</summary>
    public static readonly DiagnosticDescriptor NotDifferentiable = Error(
        "FOPT0108",
        "An activation or a loss must be differentiable",
        "'{0}' has no derivative, which '{1}' needs; {2}");

    /// <summary>Format: "{0}; write 'for (int i = 0; i &lt; 4; i++)' with constants".</summary>
    public static readonly DiagnosticDescriptor LoopNotConstant = Error(
        "FOPT0109",
        "A loop must have a constant number of trips",
        "{0}; write 'for (int i = 0; i < 4; i++)' with constants");

    /// <summary>Format: "'{0}' calls itself, which cannot be expanded into vector code; write a loop with a constant number of trips".</summary>
    public static readonly DiagnosticDescriptor RecursiveFunction = Error(
        "FOPT0110",
        "A rule must not call itself",
        "'{0}' calls itself, which cannot be expanded into vector code; write a loop with a constant number of trips");

    /// <summary>Format: "[Vectorized] method '{0}' {1}".</summary>
    public static readonly DiagnosticDescriptor VectorizedSignature = Error(
        "FOPT0111",
        "A [Vectorized] method must be a static function of floats",
        "[Vectorized] method '{0}' {1}");

    /// <summary>Format: "'{0}' is marked {1}, but a struct holds one rule; write a struct for each".</summary>
    public static readonly DiagnosticDescriptor SeveralKinds = Error(
        "FOPT0112",
        "A struct holds one rule",
        "'{0}' is marked {1}, but a struct holds one rule; write a struct for each");

    /// <summary>Format: "'{0}' cannot be this derivative: {1}".</summary>
    public static readonly DiagnosticDescriptor DerivativeDoesNotFit = Error(
        "FOPT0113",
        "A derivative by hand must fit its method",
        "'{0}' cannot be this derivative: {1}");

    /// <summary>Format: "'{0}' is a member of your own, but the compiler writes {1} into the same type; {2}".</summary>
    public static readonly DiagnosticDescriptor RuleMemberTaken = Error(
        "FOPT0114",
        "A member of this name and signature is written by the compiler",
        "'{0}' is a member of your own, but the compiler writes {1} into the same type; {2}");

    /// <summary>Format: "{0} of the hyperparameter '{1}' {2}".</summary>
    public static readonly DiagnosticDescriptor DefaultOutOfRange = Error(
        "FOPT0130",
        "A default must be in the range of its hyperparameter",
        "The hyperparameter '{0}' has {1}");

    /// <summary>Format: "'{0}' is {1}, which is not compiled; …".</summary>
    public static readonly DiagnosticDescriptor VectorizedElsewhere = Error(
        "FOPT0131",
        "[Vectorized] belongs on a method",
        "'{0}' is {1}, of which no vector form can be added; make it a static method of a partial class");

    /// <summary>Format: "'{0}' is nothing that {1} can ask for…".</summary>
    public static readonly DiagnosticDescriptor UnknownOperand = Error(
        "FOPT0140",
        "A parameter must say what the rule asks for",
        "'{0}' is nothing that {1} such as '{2}' can ask for; {3}");

    /// <summary>Format: "'{0}' is a statistic, …".</summary>
    public static readonly DiagnosticDescriptor StatisticOfActivation = Error(
        "FOPT0141",
        "A statistic needs a normalization",
        "'{0}' is a statistic, which an activation does not have; mark '{1}' [Normalization(Over = Axis.Features)] instead of [Activation]");

    /// <summary>Format: "'{0}' cannot be trained: {1}".</summary>
    public static readonly DiagnosticDescriptor NotTrainable = Error(
        "FOPT0142",
        "[Trained] belongs on a float of an activation or a normalization",
        "'{0}' cannot be trained: {1}");

    /// <summary>Format: "{0}".</summary>
    public static readonly DiagnosticDescriptor PredictDoesNotFit = Error(
        "FOPT0143",
        "Predict takes what Apply takes, without random numbers",
        "{0}");

    /// <summary>Format: "'{0}' cannot be a number of groups: {1}".</summary>
    public static readonly DiagnosticDescriptor MisplacedGroups = Error(
        "FOPT0144",
        "[Groups] belongs on an int of a normalization over features",
        "'{0}' cannot be a number of groups: {1}");

    /// <summary>Format: "'{0}' {1}".</summary>
    public static readonly DiagnosticDescriptor NormalizationIncomplete = Error(
        "FOPT0145",
        "A normalization takes statistics, and says over what",
        "'{0}' {1}");

    /// <summary>Format: "'{0}' has no hyperparameter '{1}'; {2}".</summary>
    public static readonly DiagnosticDescriptor UnknownHyperparameter = Error(
        "FOPT0150",
        "No such hyperparameter",
        "'{0}' has no hyperparameter '{1}'; {2}");

    /// <summary>Format: "'{0}' is the {1} parameter of '{2}' and so the {3}; {4}".</summary>
    public static readonly DiagnosticDescriptor RoleContradictsName = Warning(
        "FOPT0151",
        "A parameter is named for another role",
        "'{0}' is the {1} parameter of '{2}', and so it is the {3}, whatever its name says; {4}");

    /// <summary>Format: "{0} stands directly behind {1}: …".</summary>
    public static readonly DiagnosticDescriptor LinearPair = Info(
        "FOPT0152",
        "Layers without an activation between them",
        "{0} stands directly behind {1}: without an activation between them, both together can do no more than one layer; put one there, such as Relu, unless a product of two matrices is what you want");

    public static readonly DiagnosticDescriptor UnknownToSoftmax = Error(
        "FOPT0082", "Unknown to a loss of rows", "{0} is marked LossForm.SoftmaxRows, to which the hyperparameter {1} means nothing: {2}");
}
