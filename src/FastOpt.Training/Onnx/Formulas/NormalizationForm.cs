namespace FastOpt.Training;

/// <summary>The formula (x − mean) / √(variance + ε) · scale + shift, which ONNX has as one operation.</summary>
/// <param name="Epsilon">ε.</param>
/// <param name="Scale">The parameter that multiplies.</param>
/// <param name="Shift">The parameter that is added.</param>
internal sealed record NormalizationForm(float Epsilon, string Scale, string Shift)
{
    /// <summary>The formula's parts, if it has this form; null otherwise.</summary>
    public static NormalizationForm? Match(FormulaLambda formula)
    {
        if (formula.Values.Count > 0 || formula.Parameters.Count != 5)
            return null;
        var x = new NameFormula(formula.Parameters[0]);
        var centered = new BinaryFormula("-", x, new NameFormula("mean"));
        return formula.Result is BinaryFormula
        {
            Operator: "+",
            Left: BinaryFormula
            {
                Operator: "*",
                Left: BinaryFormula
                {
                    Operator: "/",
                    Left: var difference,
                    Right: CallFormula
                    {
                        Function: "sqrt",
                        Arguments: [BinaryFormula { Operator: "+", Left: NameFormula { Name: "variance" }, Right: NumberFormula epsilon }],
                    },
                },
                Right: NameFormula scale,
            },
            Right: NameFormula shift,
        } && difference == centered && scale != shift && IsOther(scale) && IsOther(shift)
            ? new NormalizationForm((float)epsilon.Value, scale.Name, shift.Name)
            : null;

        bool IsOther(NameFormula name) => name != x && name.Name is not ("mean" or "variance");
    }
}
