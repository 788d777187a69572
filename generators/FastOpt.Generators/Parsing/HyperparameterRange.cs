using System.Globalization;
using FastOpt.Generators.Model;
using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Parsing;

/// <summary>
/// The values that a hyperparameter may take, as its declaration says with .NET's own <c>System.ComponentModel.DataAnnotations.RangeAttribute</c>:
/// <c>[Range(0.0, 1.0, MaximumIsExclusive = true)] double Beta1 = 0.9</c>. The library's rules and a user's are read alike, from source or from metadata.
/// </summary>
internal sealed record HyperparameterRange(double Minimum, double Maximum, bool MinimumIsExclusive, bool MaximumIsExclusive)
{
    private const string Attribute = "System.ComponentModel.DataAnnotations.RangeAttribute";

    /// <summary>Whether no number is in the range.</summary>
    public bool IsEmpty => !(Minimum < Maximum || (Minimum == Maximum && !MinimumIsExclusive && !MaximumIsExclusive));

    /// <summary>The range that a parameter is declared with, or null.</summary>
    public static HyperparameterRange? Of(IParameterSymbol parameter)
    {
        AttributeData? attribute = parameter.GetAttributes().FirstOrDefault(static a => a.AttributeClass?.ToDisplayString() == Attribute);
        if (attribute is not { ConstructorArguments.Length: 2 } || Number(attribute.ConstructorArguments[0]) is not { } minimum || Number(attribute.ConstructorArguments[1]) is not { } maximum)
            return null;
        return new HyperparameterRange(minimum, maximum, Flag(attribute, "MinimumIsExclusive"), Flag(attribute, "MaximumIsExclusive"));
    }

    /// <summary>The same as what generated code holds a number to; null where there is none, and where no number is in it.</summary>
    public static HyperparameterBounds? BoundsOf(IParameterSymbol parameter)
    {
        if (parameter.Type.SpecialType is not (SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Single or SpecialType.System_Double)
            || Of(parameter) is not { IsEmpty: false } range)
        {
            return null;
        }

        bool isWhole = parameter.Type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64;
        return new HyperparameterBounds(
            parameter.Name, isWhole, range.Minimum, range.Maximum, range.MinimumIsExclusive, range.MaximumIsExclusive, range.ToString());
    }

    /// <summary>Whether a value is in the range; what is not a number is in none.</summary>
    public bool Contains(double value) =>
        (MinimumIsExclusive ? value > Minimum : value >= Minimum) && (MaximumIsExclusive ? value < Maximum : value <= Maximum);

    /// <summary>"in [0, 1)", "at least 0", "greater than 0", "at most 1".</summary>
    public override string ToString()
    {
        bool isBelow = Maximum is double.MaxValue or double.PositiveInfinity;
        bool isAbove = Minimum is double.MinValue or double.NegativeInfinity;
        return (isAbove, isBelow) switch
        {
            (false, true) => (MinimumIsExclusive ? "greater than " : "at least ") + Text(Minimum),
            (true, false) => (MaximumIsExclusive ? "less than " : "at most ") + Text(Maximum),
            (true, true) => "a number",
            _ => $"in {(MinimumIsExclusive ? '(' : '[')}{Text(Minimum)}, {Text(Maximum)}{(MaximumIsExclusive ? ')' : ']')}",
        };
    }

    /// <summary>A constant as a number; null for a bool, an enum, text and what has an error.</summary>
    public static double? Number(TypedConstant constant) => constant.Kind == TypedConstantKind.Primitive ? Number(constant.Value) : null;

    /// <summary>A constant as a number; null for a bool, text and null.</summary>
    public static double? Number(object? value) => value is sbyte or byte or short or ushort or int or uint or long or ulong or float or double
        ? Convert.ToDouble(value, CultureInfo.InvariantCulture)
        : null;

    /// <summary>A number as messages spell it.</summary>
    public static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static bool Flag(AttributeData attribute, string name) => attribute.NamedArguments.Any(argument => argument.Key == name && argument.Value.Value is true);
}
