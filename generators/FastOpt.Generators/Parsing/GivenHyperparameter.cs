using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FastOpt.Generators.Parsing;

/// <summary>A value that an attribute gives a hyperparameter.</summary>
/// <param name="Index">The hyperparameter's place in the rule's constructor; past its end for one value too many.</param>
/// <param name="Value">The value.</param>
/// <param name="Where">Where it stands; the whole attribute where it has no expression of its own.</param>
internal readonly record struct GivenHyperparameter(int Index, TypedConstant Value, Location? Where)
{
    /// <summary>
    /// The values of a use of a rule: <c>[Optimizer&lt;Lion&gt;(1e-4)]</c>, whose base takes leading hyperparameters as an array, or <c>[Adam(1e-3, Beta1 = 0.8)]</c>, whose
    /// attribute has an optional parameter and a property for each. What a parameter was not given is no value: the rule's own default holds.
    /// </summary>
    /// <param name="attribute">The use.</param>
    /// <param name="names">The rule's hyperparameters, in order.</param>
    /// <param name="cancellation">Cancels.</param>
    public static IEnumerable<GivenHyperparameter> Of(AttributeData attribute, IReadOnlyList<string> names, CancellationToken cancellation)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            int index = IndexOf(names, argument.Key, StringComparison.Ordinal);
            if (index >= 0)
                yield return new GivenHyperparameter(index, argument.Value, AttributeArguments.Named(attribute, argument.Key, cancellation));
        }

        if (attribute.AttributeClass is { Arity: 1 })
        {
            if (attribute.ConstructorArguments.Length != 1 || attribute.ConstructorArguments[0] is not { Kind: TypedConstantKind.Array, IsNull: false } array)
                yield break;
            for (int i = 0; i < array.Values.Length; i++)
                yield return new GivenHyperparameter(i, array.Values[i], AttributeArguments.Positional(attribute, i, cancellation));
            yield break;
        }

        if (attribute.AttributeConstructor is not { } constructor || attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax { ArgumentList: { } written })
            yield break;
        int place = 0;
        foreach (AttributeArgumentSyntax argument in written.Arguments.Where(static a => a.NameEquals is null))
        {
            int parameter = argument.NameColon is { } colon
                ? constructor.Parameters.FirstOrDefault(p => p.Name == colon.Name.Identifier.ValueText)?.Ordinal ?? int.MaxValue
                : place++;
            if (parameter >= Math.Min(constructor.Parameters.Length, attribute.ConstructorArguments.Length))
                continue;

            // Of an attribute that somebody wrote by hand, a parameter with a hyperparameter's name means it.
            int index = IndexOf(names, constructor.Parameters[parameter].Name.TrimEnd('_'), StringComparison.OrdinalIgnoreCase);
            if (parameter < names.Count && string.Equals(names[parameter], constructor.Parameters[parameter].Name.TrimEnd('_'), StringComparison.OrdinalIgnoreCase))
                index = parameter;
            if (index >= 0)
                yield return new GivenHyperparameter(index, attribute.ConstructorArguments[parameter], argument.Expression.GetLocation());
        }
    }

    private static int IndexOf(IReadOnlyList<string> names, string name, StringComparison comparison)
    {
        for (int i = 0; i < names.Count; i++)
        {
            if (string.Equals(names[i], name, comparison))
                return i;
        }

        return -1;
    }
}
