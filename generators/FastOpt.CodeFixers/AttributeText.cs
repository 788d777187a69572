namespace FastOpt.CodeFixers;

/// <summary>Changes of the text of attribute lists.</summary>
internal static class AttributeText
{
    /// <summary>The attribute that a node is, or is part of.</summary>
    public static AttributeSyntax? Of(SyntaxNode node) => node.FirstAncestorOrSelf<AttributeSyntax>();

    /// <summary>The attribute's name without namespace, type arguments and suffix.</summary>
    public static string NameOf(AttributeSyntax attribute)
    {
        NameSyntax name = attribute.Name;
        while (name is QualifiedNameSyntax qualified)
            name = qualified.Right;
        string text = name is AliasQualifiedNameSyntax alias ? alias.Name.Identifier.ValueText : ((SimpleNameSyntax)name).Identifier.ValueText;
        return text.EndsWith("Attribute", StringComparison.Ordinal) ? text.Substring(0, text.Length - "Attribute".Length) : text;
    }

    /// <summary>Whether an attribute is a rule's of a kind, such as <c>LossAttribute&lt;T&gt;</c>, or derives from it.</summary>
    public static bool IsRule(AttributeSyntax attribute, string kind, SemanticModel model, CancellationToken cancellation)
    {
        for (ITypeSymbol? type = model.GetTypeInfo(attribute, cancellation).Type; type is not null; type = type.BaseType)
        {
            if (type is INamedTypeSymbol { Arity: 1, ContainingNamespace.Name: "FastOpt" } && type.Name == kind + "Attribute")
                return true;
        }

        return false;
    }

    /// <summary>Takes an attribute away, with its comma, or with its brackets and its line where it stands alone.</summary>
    public static TextChange Remove(AttributeSyntax attribute)
    {
        var list = (AttributeListSyntax)attribute.Parent!;
        int index = list.Attributes.IndexOf(attribute);
        if (list.Attributes.Count == 1)
        {
            SyntaxToken next = list.GetLastToken().GetNextToken();
            bool isCommented = next.LeadingTrivia.Any(static trivia => !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia));
            return new TextChange(TextSpan.FromBounds(list.SpanStart, isCommented ? list.Span.End : next.SpanStart), "");
        }

        return new TextChange(
            index == 0 ? TextSpan.FromBounds(attribute.SpanStart, list.Attributes[1].SpanStart) : TextSpan.FromBounds(list.Attributes[index - 1].Span.End, attribute.Span.End), "");
    }

    /// <summary>Puts an attribute in front of another, into the same brackets.</summary>
    public static TextChange InsertBefore(AttributeSyntax attribute, string text) => new(new TextSpan(attribute.SpanStart, 0), text + ", ");

    /// <summary>Puts an attribute behind another, into the same brackets.</summary>
    public static TextChange InsertAfter(AttributeSyntax attribute, string text) => new(new TextSpan(attribute.Span.End, 0), ", " + text);

    /// <summary>Takes an argument away, with its comma, or with the parentheses where it stands alone.</summary>
    public static TextChange Remove(AttributeArgumentSyntax argument)
    {
        var list = (AttributeArgumentListSyntax)argument.Parent!;
        int index = list.Arguments.IndexOf(argument);
        if (list.Arguments.Count == 1)
            return new TextChange(list.Span, "");
        return new TextChange(
            index == 0 ? TextSpan.FromBounds(argument.SpanStart, list.Arguments[1].SpanStart) : TextSpan.FromBounds(list.Arguments[index - 1].Span.End, argument.Span.End), "");
    }

    /// <summary>The argument that sets a property.</summary>
    public static AttributeArgumentSyntax? Named(AttributeSyntax attribute, string name) =>
        attribute.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name);

    /// <summary>All attributes of a part of a type.</summary>
    public static IEnumerable<AttributeSyntax> On(MemberDeclarationSyntax part) => part.AttributeLists.SelectMany(static list => list.Attributes);
}
