using FastOpt.Generators.Diagnostics;
using FastOpt.Generators.Model;
using FastOpt.Generators.Model.Expressions;
using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Parsing;

/// <summary>
/// Finds and reads <c>float Predict(float x, …)</c>: what an activation or a normalization computes in Predict and Evaluate, where that is not Apply.
/// </summary>
internal static class PredictParser
{
    private const string Name = "Predict";

    /// <summary>Whether a method is meant as the Predict of a rule.</summary>
    public static bool IsMeant(IMethodSymbol method) =>
        method.Name == Name && RuleSignature.KindOf(method.ContainingType) is { } kind && OperandParser.Takes(kind);

    /// <summary>The body; null if there is none, or an error, which is reported.</summary>
    public static MethodBody? Parse(
        INamedTypeSymbol type,
        IReadOnlyList<RuleOperand> operands,
        Location location,
        Compilation compilation,
        List<Diagnostic> diagnostics,
        CancellationToken cancellation)
    {
        IMethodSymbol[] methods = [.. type.GetMembers(Name).OfType<IMethodSymbol>()];
        if (methods.FirstOrDefault(m => Obstacle(m, operands) is null) is { } predict)
            return BodyParser.Parse(compilation, new KnownMethods(compilation), type, predict, mustBeDifferentiable: null, diagnostics, cancellation);
        if (methods.FirstOrDefault() is { } wrong)
        {
            if (!RuleSignature.IsHalfTyped(wrong, cancellation))
                Report(wrong.Locations.FirstOrDefault() ?? location, $"'{type.Name}.{Name}' {Obstacle(wrong, operands)}");
        }
        else if (operands.FirstOrDefault(static o => o.IsRandom) is { } random)
        {
            const string Remedy = "write what they compute, such as 'public static float Predict(float x) => x;'";
            Report(location, $"'{type.Name}' takes '{random.Name}', which Predict and Evaluate do not draw; {Remedy}");
        }

        return null;

        void Report(Location where, string what) => diagnostics.Add(Diagnostic.Create(DiagnosticDescriptors.PredictDoesNotFit, where, what));
    }

    /// <summary>Why a method is not what Predict computes, or null.</summary>
    private static string? Obstacle(IMethodSymbol method, IReadOnlyList<RuleOperand> operands)
    {
        if (method.IsGenericMethod || !IsFloat(method.ReturnType) || method.Parameters.Length == 0 || !IsValue(method.Parameters[0]))
            return "must be 'float Predict(float x)', with the operands of Apply that it needs behind x";
        foreach (IParameterSymbol parameter in method.Parameters.Skip(1))
        {
            RuleOperand? operand = operands.FirstOrDefault(o => o.Name == parameter.Name);
            if (operand is null || !IsValue(parameter))
                return $"takes '{parameter.Name}', which is no float that Apply takes";
            if (operand.IsRandom)
                return $"takes '{parameter.Name}', but Predict and Evaluate draw no random numbers";
            if (OperandParser.TrainedOf(parameter) is { } trained && trained != operand)
                return $"says another thing of '{parameter.Name}' than Apply; leave its [Trained] away";
        }

        return null;
    }

    private static bool IsFloat(ITypeSymbol type) => type.SpecialType == SpecialType.System_Single;

    private static bool IsValue(IParameterSymbol parameter) => parameter.RefKind == RefKind.None && IsFloat(parameter.Type);
}
