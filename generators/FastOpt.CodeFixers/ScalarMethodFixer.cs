namespace FastOpt.CodeFixers;

/// <summary>FOPT0103: adds the scalar method of a rule, or passes an optimizer's weight and states by reference.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class ScalarMethodFixer() : TextFixer("FOPT0103")
{
    /// <inheritdoc/>
    protected override IEnumerable<Fix> Fixes(Diagnostic diagnostic, SyntaxNode node, SemanticModel model, CancellationToken cancellation)
    {
        if (node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } method)
            return method.Identifier.ValueText == "Update" ? ByReference(method) : [];
        return node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type && Method(type) is { } text ? [new Fix("Add the rule's method", Add(type, text))] : [];
    }

    private static IEnumerable<Fix> ByReference(MethodDeclarationSyntax method)
    {
        TextChange[] changes =
        [
            .. method.ParameterList.Parameters
                .Where(static (p, i) => i != 1 && p.Modifiers.Count == 0 && p.Type is PredefinedTypeSyntax { Keyword: var keyword } && keyword.IsKind(SyntaxKind.FloatKeyword))
                .Select(static p => new TextChange(new TextSpan(p.SpanStart, 0), "ref ")),
        ];
        if (changes.Length > 0)
            yield return new Fix("Pass the weight and the states by reference", changes);
    }

    private static readonly string[] Kinds = ["Optimizer", "Activation", "Normalization", "Loss"];

    private static string? Method(TypeDeclarationSyntax type) => AttributeText.On(type).Select(AttributeText.NameOf).FirstOrDefault(Kinds.Contains) switch
    {
        "Optimizer" => "public void Update(ref float weight, float gradient) => weight -= 0.01f * gradient;",
        "Activation" => "public static float Apply(float x) => x > 0 ? x : 0;",
        "Normalization" => "public static float Apply(float x, float mean, float variance) => (x - mean) / MathF.Sqrt(variance + 1e-5f);",
        "Loss" => "public static float Apply(float prediction, float target) => (prediction - target) * (prediction - target);",
        _ => null,
    };

    /// <summary>Adds a method behind the members of a type.</summary>
    internal static TextChange Add(TypeDeclarationSyntax type, string method)
    {
        string indent = new(' ', type.GetLocation().GetLineSpan().StartLinePosition.Character);
        if (type.SemicolonToken.IsKind(SyntaxKind.SemicolonToken))
            return new TextChange(type.SemicolonToken.Span, $"\n{indent}{{\n{indent}    {method}\n{indent}}}");
        string before = type.Members.Count == 0 ? "" : "\n";
        return new TextChange(new TextSpan(type.CloseBraceToken.FullSpan.Start, 0), $"{before}{indent}    {method}\n");
    }
}
