namespace FastOpt.Generators.Emit;

/// <summary>Names of members that a generated type inherits: a member that is named after the user's hides them, which C# wants to have said.</summary>
internal static class InheritedNames
{
    private static readonly HashSet<string> OfObject = new(["Equals", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString"], StringComparer.Ordinal);

    private static readonly HashSet<string> OfAttribute = new(
        ["GetCustomAttribute", "GetCustomAttributes", "Hyperparameters", "IsDefaultAttribute", "IsDefined", "Match", "TypeId"], StringComparer.Ordinal);

    /// <summary>"new " for a struct's member that hides one; otherwise nothing.</summary>
    public static string InStruct(string name) => OfObject.Contains(name) ? "new " : "";

    /// <summary>"new " for a member of a rule's attribute that hides one; otherwise nothing.</summary>
    public static string InAttribute(string name) => OfAttribute.Contains(name) ? "new " : InStruct(name);
}
