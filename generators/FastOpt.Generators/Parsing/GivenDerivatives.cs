using FastOpt.Generators.Collections;
using FastOpt.Generators.Diagnostics;
using FastOpt.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FastOpt.Generators.Parsing;

/// <summary>Methods marked <c>[Derivative(nameof(F))]</c>: which method they belong to, and whether they fit.</summary>
internal static class GivenDerivatives
{
    private const string AttributeName = "FastOpt.DerivativeAttribute";

    /// <summary>What is wrong with a marked method. Its body is read here unless it is <c>[Vectorized]</c> and so read for itself.</summary>
    public static ParseResult<FunctionSpec> Check(IMethodSymbol method, Compilation compilation, CancellationToken cancellation)
    {
        method = PartialMethods.Definition(method);
        var diagnostics = new List<Diagnostic>();
        var known = new KnownMethods(compilation);
        if (!RuleSignature.IsHalfTyped(method, cancellation) && method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is MethodDeclarationSyntax syntax)
        {
            if (Obstacle(method, known) is { } obstacle)
                diagnostics.Add(Diagnostic.Create(DiagnosticDescriptors.DerivativeDoesNotFit, syntax.Identifier.GetLocation(), method.Name, obstacle));
            else if (!known.IsVectorized(method))
                BodyParser.Parse(compilation, known, method.IsStatic ? null : method.ContainingType, method, mustBeDifferentiable: null, diagnostics, cancellation);
        }

        return new ParseResult<FunctionSpec>(null, [.. diagnostics]);
    }

    /// <summary>The methods that give the derivatives of a method, with the parameter that each is for.</summary>
    public static IEnumerable<(int Parameter, IMethodSymbol Method)> Of(IMethodSymbol function)
    {
        function = PartialMethods.Definition(function);
        foreach (IMethodSymbol candidate in function.ContainingType.GetMembers().OfType<IMethodSymbol>())
        {
            if (MarkOf(candidate) is { } mark && mark.Name == function.Name && Misfit(function, candidate) is null && ParameterOf(function, mark.In) is { } parameter)
                yield return (parameter, candidate);
        }
    }

    /// <summary>Whether the method gives a derivative and is not lifted for itself, so that the emitted derivative may have its name.</summary>
    public static bool IsScalarOnly(IMethodSymbol method, KnownMethods known) => MarkOf(method) is not null && !known.IsVectorized(method);

    private static (string Name, string? In)? MarkOf(IMethodSymbol method)
    {
        AttributeData? attribute = method.GetAttributes().FirstOrDefault(static a => a.AttributeClass?.ToDisplayString() == AttributeName);
        return attribute?.ConstructorArguments.FirstOrDefault().Value is string name
            ? (name, attribute.NamedArguments.FirstOrDefault(static a => a.Key == "In").Value.Value as string)
            : null;
    }

    private static string? Obstacle(IMethodSymbol method, KnownMethods known)
    {
        if (MarkOf(method) is not { } mark)
            return null;
        IMethodSymbol[] functions = [.. method.ContainingType.GetMembers(mark.Name).OfType<IMethodSymbol>().Where(m => known.IsVectorized(m) || IsRule(m))];
        if (functions.Length == 0)
            return $"'{method.ContainingType.Name}' has no method '{mark.Name}' that is [Vectorized] or the Apply of an activation, a normalization or a loss";
        if (functions.FirstOrDefault(f => Misfit(f, method) is null) is not { } function)
            return Misfit(functions[0], method);
        if (ParameterOf(function, mark.In) is not { } parameter || (parameter > 0 && IsRule(function) && !IsDifferentiated(function.Parameters[parameter])))
            return $"'{mark.In}' is no parameter in which '{mark.Name}' is differentiated";
        return Of(function).First(d => d.Parameter == parameter).Method is { } first && !SymbolEqualityComparer.Default.Equals(first, method)
            ? $"'{first.Name}' gives the same derivative"
            : null;
    }

    /// <summary>Why the method's signature is not that of the function, or null.</summary>
    private static string? Misfit(IMethodSymbol function, IMethodSymbol method)
    {
        bool fits = method.ReturnType.SpecialType == SpecialType.System_Single
            && function.ReturnType.SpecialType == SpecialType.System_Single
            && (method.IsStatic || !function.IsStatic)
            && !method.IsGenericMethod
            && method.Parameters.Length == function.Parameters.Length
            && method.Parameters.Zip(function.Parameters, static (a, b) => a.RefKind == b.RefKind && SymbolEqualityComparer.Default.Equals(a.Type, b.Type)).All(static same => same)
            && !SymbolEqualityComparer.Default.Equals(method, function);
        string parameters = string.Join(", ", function.Parameters.Select(static p => $"{p.Type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)} {p.Name}"));
        return fits ? null : $"write '{(function.IsStatic ? "static " : "")}float {method.Name}({parameters})', with the parameters of '{function.Name}'";
    }

    private static int? ParameterOf(IMethodSymbol function, string? name)
    {
        IParameterSymbol? parameter = name is null ? function.Parameters.FirstOrDefault() : function.Parameters.FirstOrDefault(p => p.Name == name);
        return parameter?.Type.SpecialType == SpecialType.System_Single ? parameter.Ordinal : null;
    }

    /// <summary>Whether a rule is differentiated in a parameter behind x.</summary>
    private static bool IsDifferentiated(IParameterSymbol parameter) =>
        RuleSignature.KindOf(parameter.ContainingType) is { } kind && OperandParser.Takes(kind) && OperandNames.Random(parameter.Name) is null;

    private static bool IsRule(IMethodSymbol method) =>
        RuleSignature.KindOf(method.ContainingType) is { } kind and (RuleKind.Activation or RuleKind.Normalization or RuleKind.Loss)
        && SymbolEqualityComparer.Default.Equals(RuleSignature.Find(method.ContainingType, kind), method);
}
