using System.ComponentModel;

namespace FastOpt.Runtime;

/// <summary>Asks rules for their formulas. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RuleFormula
{
    /// <summary>The formula of a rule; "unknown" of one that an older compiler has made.</summary>
    /// <param name="rule">An activation or a normalization.</param>
    public static string Of<TRule>(TRule rule)
        where TRule : struct => rule is IRuleFormula known ? known.Formula : "unknown";
}
