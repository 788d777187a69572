using FastOpt.Generators.Model;
using FastOpt.Generators.Model.Expressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FastOpt.Generators.Parsing;

/// <summary>The scalar methods that rules are made of: which kind wants which signature.</summary>
internal static class RuleSignature
{
    /// <summary>The signature that the rule must have, as C#.</summary>
    public static string Expected(INamedTypeSymbol type, RuleKind kind) => kind switch
    {
        RuleKind.Loss when LossParser.IsOfRows(type) => "float Apply(ReadOnlySpan<float> logits, int label)",
        RuleKind.Optimizer => "void Update(ref float weight, float gradient, ref float state…, long step)",
        RuleKind.Activation => "float Apply(float x)",
        RuleKind.Normalization => "float Apply(float x, float mean, float variance)",
        RuleKind.Schedule => "double At(double learningRate, long time)",
        RuleKind.GradientRule => "float Apply(float gradient, float weight, double learningRate, double norm, long step)' or 'void Apply(ref float weight, ref float gradient, double learningRate, double norm, long step)",
        _ => "float Apply(float prediction, float target)",
    };

    /// <summary>The name of the scalar method.</summary>
    public static string MethodName(RuleKind kind) => kind switch
    {
        RuleKind.Optimizer => "Update",
        RuleKind.Schedule => "At",
        _ => "Apply",
    };

    /// <summary>The rule's kind by the attribute on its struct; null if it has none.</summary>
    public static RuleKind? KindOf(INamedTypeSymbol type) => KindsOf(type) is { Count: > 0 } kinds ? kinds[0] : null;

    /// <summary>All kinds that the struct is marked as, of which a rule has one.</summary>
    public static List<RuleKind> KindsOf(INamedTypeSymbol type)
    {
        var kinds = new List<RuleKind>();
        foreach (AttributeData attribute in type.GetAttributes())
        {
            if (attribute.AttributeClass is not { IsGenericType: false, ContainingNamespace: { Name: "FastOpt", ContainingNamespace.IsGlobalNamespace: true } } attributeClass)
                continue;
            switch (attributeClass.Name)
            {
                case "OptimizerAttribute":
                    kinds.Add(RuleKind.Optimizer);
                    break;
                case "ActivationAttribute":
                    kinds.Add(RuleKind.Activation);
                    break;
                case "NormalizationAttribute":
                    kinds.Add(RuleKind.Normalization);
                    break;
                case "LossAttribute":
                    kinds.Add(RuleKind.Loss);
                    break;
                case "ScheduleAttribute":
                    kinds.Add(RuleKind.Schedule);
                    break;
                case "GradientRuleAttribute":
                    kinds.Add(RuleKind.GradientRule);
                    break;
            }
        }

        return [.. kinds.Distinct()];
    }

    /// <summary>The rule's scalar method, or null.</summary>
    public static IMethodSymbol? Find(INamedTypeSymbol type, RuleKind kind) =>
        type.GetMembers(MethodName(kind)).OfType<IMethodSymbol>().Where(m => Fits(m, kind) && (kind != RuleKind.Loss || !LossParser.IsOfRows(type) || IsStructured(m))).OrderByDescending(m => Fitness(m, kind)).FirstOrDefault();

    /// <summary>Of several methods of the name the one that is meant: x alone for an activation, then one of which every parameter means something.</summary>
    private static int Fitness(IMethodSymbol method, RuleKind kind) =>
        !OperandParser.Takes(kind) ? 0
        : kind == RuleKind.Activation && method.Parameters.Length == 1 ? 2
        : method.Parameters.Skip(1).All(p => OperandParser.IsOperand(p, kind)) ? 1 : 0;

    /// <summary>Whether the method is <c>float Apply(ReadOnlySpan&lt;float&gt; logits, int label)</c>: a loss of whole rows with an index as target.</summary>
    public static bool IsStructured(IMethodSymbol method) =>
        method.Parameters.Length == 2
        && IsFloat(method.ReturnType)
        && method.Parameters[0].Type is INamedTypeSymbol { Name: "ReadOnlySpan", TypeArguments.Length: 1 } span
        && IsFloat(span.TypeArguments[0])
        && method.Parameters[1].Type.SpecialType == SpecialType.System_Int32;

    /// <summary>Whether the C# compiler itself has something to say of the method's signature.</summary>
    public static bool IsHalfTyped(IMethodSymbol method, CancellationToken cancellation) =>
        method.ReturnType.TypeKind == TypeKind.Error
        || method.Parameters.Any(static p => p.Type.TypeKind == TypeKind.Error)
        || method.DeclaringSyntaxReferences.Any(r => r.GetSyntax(cancellation) is MethodDeclarationSyntax { ParameterList.ContainsDiagnostics: true });

    private static bool Fits(IMethodSymbol method, RuleKind kind) => !method.IsGenericMethod && kind switch
    {
        RuleKind.Optimizer => IsUpdate(method),
        RuleKind.Schedule => IsSchedule(method),
        RuleKind.Activation or RuleKind.Normalization => IsFloat(method.ReturnType) && method.Parameters.Length >= 1 && IsValue(method.Parameters[0]),
        RuleKind.Loss => (IsFloat(method.ReturnType) && method.Parameters.Length == 2 && method.Parameters.All(IsValue)) || IsStructured(method),
        RuleKind.GradientRule => IsGradientRule(method),
        _ => false,
    };

    private static bool IsSchedule(IMethodSymbol method) =>
        method is { IsStatic: false, DeclaredAccessibility: Accessibility.Public, ReturnType.SpecialType: SpecialType.System_Double, Parameters.Length: 2 }
        && method.Parameters[0] is { RefKind: RefKind.None, Type.SpecialType: SpecialType.System_Double }
        && method.Parameters[1] is { RefKind: RefKind.None, Type.SpecialType: SpecialType.System_Int64 };
    /// <summary>The lanes, then uniform values in any order, each at most once: a learning rate and a norm by these names, and the step's number.</summary>
    private static bool IsGradientRule(IMethodSymbol method)
    {
        IParameterSymbol[] lanes = [.. method.Parameters.TakeWhile(static p => IsFloat(p.Type))];
        IParameterSymbol[] uniforms = [.. method.Parameters.Skip(lanes.Length)];
        bool hasLanes = method.ReturnsVoid
            ? lanes.Length == 2 && IsState(lanes[0]) && lanes[1].RefKind is RefKind.None or RefKind.Ref
            : IsFloat(method.ReturnType) && lanes.Length is 1 or 2 && lanes.All(IsValue);
        return hasLanes
            && uniforms.All(static p => p.RefKind == RefKind.None
                && (p.Type.SpecialType == SpecialType.System_Int64 || (p.Type.SpecialType == SpecialType.System_Double && p.Name is UniformNames.LearningRate or UniformNames.Norm)))
            && uniforms.Count(static p => p.Type.SpecialType == SpecialType.System_Int64) <= 1;
    }

    private static bool IsUpdate(IMethodSymbol method)
    {
        if (!method.ReturnsVoid || method.Parameters.Length < 2 || !IsState(method.Parameters[0]) || !IsValue(method.Parameters[1]))
            return false;
        int steps = 0;
        foreach (IParameterSymbol parameter in method.Parameters.Skip(2))
        {
            bool isStep = parameter.RefKind == RefKind.None && parameter.Type.SpecialType == SpecialType.System_Int64;
            steps += isStep ? 1 : 0;
            if (!isStep && !IsState(parameter))
                return false;
        }

        return steps <= 1;
    }

    private static bool IsFloat(ITypeSymbol type) => type.SpecialType == SpecialType.System_Single;

    private static bool IsValue(IParameterSymbol parameter) => parameter.RefKind == RefKind.None && IsFloat(parameter.Type);

    private static bool IsState(IParameterSymbol parameter) => parameter.RefKind == RefKind.Ref && IsFloat(parameter.Type);
}
