using System.Globalization;
using FastOpt.Generators.Model;
using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Parsing;

/// <summary>Spells an attribute's constant as a literal of a hyperparameter's type, with C#'s implicit numeric conversions.</summary>
internal static class HyperparameterLiteral
{
    public static bool TryWrite(TypedConstant constant, string type, out string literal)
    {
        literal = "";
        if (HyperparameterSpec.ListElement(type) is { } element)
            return TryWriteList(constant, element, out literal);
        if (constant.Kind == TypedConstantKind.Enum && constant.Type is not null)
        {
            string name = constant.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
            literal = $"({name})({Convert.ToString(constant.Value, CultureInfo.InvariantCulture)})";
            return name == type;
        }

        if (constant.Kind != TypedConstantKind.Primitive || constant.Value is null)
            return false;
        switch (type, constant.Value)
        {
            case ("bool", bool value):
                literal = value ? "true" : "false";
                return true;
            case ("int", sbyte or byte or short or ushort or int):
            case ("long", sbyte or byte or short or ushort or int or uint or long):
                literal = Convert.ToString(constant.Value, CultureInfo.InvariantCulture);
                return true;
            case ("float", sbyte or byte or short or ushort or int or uint or long or float):
                literal = Literals.Float(Convert.ToSingle(constant.Value, CultureInfo.InvariantCulture));
                return true;
            case ("double", sbyte or byte or short or ushort or int or uint or long or float or double):
                literal = Literals.Double(Convert.ToDouble(constant.Value, CultureInfo.InvariantCulture));
                return true;
            default:
                return false;
        }
    }

    private static bool TryWriteList(TypedConstant constant, string element, out string literal)
    {
        literal = "";
        if (constant.Kind != TypedConstantKind.Array || constant.IsNull)
            return false;
        var items = new List<string>();
        foreach (TypedConstant item in constant.Values)
        {
            if (!TryWrite(item, element, out string text))
                return false;
            items.Add(text);
        }

        literal = $"new {element}[] {{ {string.Join(", ", items)} }}";
        return true;
    }
}
