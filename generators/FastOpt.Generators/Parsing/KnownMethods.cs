using FastOpt.Generators.Model.Expressions;
using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Parsing;

/// <summary>
/// The C# methods that mean an elementary function, and whether the compilation has a vector implementation: for most functions that is a method of
/// <c>FastOpt.VectorMath</c>, looked up rather than listed, so a function counts from the moment it is written there.
/// </summary>
internal sealed class KnownMethods(Compilation compilation)
{
    /// <summary>The full name of the attribute.</summary>
    public const string VectorizedAttribute = "FastOpt.VectorizedAttribute";

    /// <summary>Names that differ from the function's own, and how many parameters each takes.</summary>
    private static readonly Dictionary<string, ElementaryFunction> Aliases = new(StringComparer.Ordinal)
    {
        ["LogP1"] = ElementaryFunction.Log1P,
        ["ExpM1"] = ElementaryFunction.Expm1,
        ["Logistic"] = ElementaryFunction.Sigmoid,
    };

    /// <summary>What the derivative calls besides the function itself.</summary>
    private static readonly Dictionary<ElementaryFunction, ElementaryFunction> DerivativePartners = new()
    {
        [ElementaryFunction.Sin] = ElementaryFunction.Cos,
        [ElementaryFunction.Cos] = ElementaryFunction.Sin,
        [ElementaryFunction.Sinh] = ElementaryFunction.Cosh,
        [ElementaryFunction.Cosh] = ElementaryFunction.Sinh,
        [ElementaryFunction.Erf] = ElementaryFunction.Exp,
        [ElementaryFunction.Softplus] = ElementaryFunction.Sigmoid,
        [ElementaryFunction.Pow] = ElementaryFunction.Log,
    };

    private readonly INamedTypeSymbol? _vectorMath = compilation.GetTypeByMetadataName("FastOpt.VectorMath");

    /// <summary>The number of arguments of the function.</summary>
    public static int Arity(ElementaryFunction function) => function switch
    {
        ElementaryFunction.Clamp or ElementaryFunction.FusedMultiplyAdd => 3,
        ElementaryFunction.Pow or ElementaryFunction.Min or ElementaryFunction.Max or ElementaryFunction.CopySign => 2,
        _ => 1,
    };

    /// <summary>Whether the portable vectors of .NET have the function, so that VectorMath need not.</summary>
    public static bool IsPortable(ElementaryFunction function) => function is ElementaryFunction.Sqrt or >= ElementaryFunction.Abs;

    /// <summary>The elementary function that the method means, or null.</summary>
    public ElementaryFunction? Find(IMethodSymbol method)
    {
        if (!method.IsStatic || method.ContainingType is not { } type)
            return null;
        if (IsVectorMath(type))
            return FindInVectorMath(method) ?? (ByName(method.Name) is { } portable && IsPortable(portable) && SameTypes(method) ? portable : null);
        string typeName = type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);
        ElementaryFunction? found = typeName switch
        {
            "System.MathF" or "System.Math" or "float" or "double" => ByName(method.Name),
            "System.BitConverter" => ByName(method.Name) is { } bits and (ElementaryFunction.SingleToInt32Bits or ElementaryFunction.Int32BitsToSingle) ? bits : null,
            _ => null,
        };
        if (typeName == "float" && method.Name == "ConvertToIntegerNative" && method.ReturnType.SpecialType == SpecialType.System_Int32)
            found = ElementaryFunction.ConvertToInt32Native;
        return found is { } function && method.Parameters.Length == Arity(function) && SameTypes(method) ? function : null;
    }

    /// <summary>The elementary function that a method of VectorMath implements, or null.</summary>
    public ElementaryFunction? FindInVectorMath(IMethodSymbol method) =>
        IsVectorMath(method.ContainingType)
        && ByName(method.Name) is { } function
        && !IsPortable(function)
        && method.Parameters.Length == Arity(function)
        && method.Parameters.All(static p => p.Type.SpecialType == SpecialType.System_Single)
        && method.ReturnType.SpecialType == SpecialType.System_Single
            ? function
            : null;

    /// <summary>Whether lanes can compute the function, and its derivative.</summary>
    public bool HasVectorForm(ElementaryFunction function) =>
        IsPortable(function)
        || (IsImplemented(function) && (!DerivativePartners.TryGetValue(function, out ElementaryFunction partner) || IsImplemented(partner)));

    /// <summary>Whether the method is marked <c>[Vectorized]</c>.</summary>
    public bool IsVectorized(IMethodSymbol method) =>
        method.GetAttributes().Any(static a => a.AttributeClass?.ToDisplayString() == VectorizedAttribute);

    /// <summary>Whether the method rounds by a mode that it is given.</summary>
    public static bool IsRounding(IMethodSymbol method) =>
        method is { Name: "Round", IsStatic: true, Parameters.Length: 2 }
        && method.Parameters[1].Type is { Name: "MidpointRounding", TypeKind: TypeKind.Enum }
        && method.ContainingType.ToDisplayString() is "System.MathF" or "System.Math" or "float" or "double";

    /// <summary>What to write instead of a method of the framework that has no vector form.</summary>
    public static string Remedy(string method) => method switch
    {
        "Log" => "write MathF.Log(x) / MathF.Log(b)",
        "ReciprocalEstimate" => "write 1 / x",
        "ReciprocalSqrtEstimate" => "write 1 / MathF.Sqrt(x)",
        "IEEERemainder" => "write x - y * MathF.Round(x / y)",
        "Round" => "write MathF.Round(x * s) / s",
        "ScaleB" => "write x * VectorMath.Exp2(n)",
        "SinCos" => "call MathF.Sin and MathF.Cos",
        "Hypot" => "write MathF.Sqrt(x * x + y * y)",
        "Lerp" => "write a + t * (b - a)",
        "MultiplyAddEstimate" => "write MathF.FusedMultiplyAdd(a, b, c)",
        "MaxNumber" or "MinNumber" or "MaxMagnitude" or "MinMagnitude" or "MaxMagnitudeNumber" or "MinMagnitudeNumber" or "MaxNative" or "MinNative" => "write comparisons and '? :'",
        "SingleToUInt32Bits" => "use SingleToInt32Bits",
        "UInt32BitsToSingle" => "use Int32BitsToSingle",
        _ => "write it with arithmetic, or with the functions of VectorMath",
    };

    /// <summary>Whether the method is a pure one of the framework, which uniform code may call. One that takes an enum is not, for its values would be printed as numbers.</summary>
    public static bool IsPure(IMethodSymbol method) =>
        method.IsStatic && !method.IsGenericMethod && method.Parameters.All(static p => p.Type.TypeKind != TypeKind.Enum) && method.ContainingType.ToDisplayString() is "System.MathF" or "System.Math" or "float" or "double" or "System.BitConverter";

    private static ElementaryFunction? ByName(string name) =>
        Aliases.TryGetValue(name, out ElementaryFunction alias) ? alias
        : Enum.TryParse(name, ignoreCase: false, out ElementaryFunction function) && function.ToString() == name && !name.EndsWith("Native", StringComparison.Ordinal) ? function
        : null;

    private static bool SameTypes(IMethodSymbol method) =>
        method.Parameters.All(static p => p.RefKind == RefKind.None && ScalarTypeReader.Of(p.Type) is not null) && ScalarTypeReader.Of(method.ReturnType) is not null;

    private bool IsVectorMath(INamedTypeSymbol type) => _vectorMath is not null && SymbolEqualityComparer.Default.Equals(type, _vectorMath);

    private bool IsImplemented(ElementaryFunction function) =>
        _vectorMath?.GetMembers(function.ToString()).OfType<IMethodSymbol>().Any(m => FindInVectorMath(m) == function) == true;
}
