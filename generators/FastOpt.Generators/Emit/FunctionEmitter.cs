using FastOpt.Generators.Lowering.Ir;
using FastOpt.Generators.Lowering.Rules;
using FastOpt.Generators.Model;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Emit;

/// <summary>
/// Prints the overloads of a <c>[Vectorized]</c> method: over vectors and spans; with all parameters as lanes, and with the first one as lanes and the others the same for
/// all elements; and the derivatives in the same forms.
/// </summary>
internal static class FunctionEmitter
{
    public static GeneratedFile Emit(FunctionSpec function)
    {
        string kind = function.Overload == 0 ? "function" : "function." + Literals.Number(function.Overload + 1);
        return FileFrame.Write(function.Declaration, HintNames.For(function.FileStem, kind), Header(function), writer => WriteMembers(writer, function));
    }

    private static IEnumerable<string> Header(FunctionSpec function)
    {
        string parameters = string.Join(", ", function.Body.Parameters.Select(static p => p.Name));
        yield return "";
        yield return $"{function.Name}({parameters}) over vectors and spans, and its derivative.";
        if (RuleLowering.Lower(function, 0, static p => IsLane(p)) is { } derivative && function.Body.Parameters.All(IsLane))
        {
            yield return "";
            string variable = function.Body.Parameters[0].Name;
            foreach (string line in FormulaPrinter.Describe(derivative.Roots, derivative.Inputs.Select(static i => i.Text), _ => $"d{function.Name}/d{variable}"))
                yield return "  " + line;
        }

        yield return "";
    }

    private static bool IsLane(MethodParameter parameter) => parameter.Type is ScalarType.Float or ScalarType.Int;

    private static void WriteMembers(SourceWriter writer, FunctionSpec function)
    {
        bool isFirst = true;
        for (int position = -1; position < function.Body.Parameters.Count; position++)
        {
            int? variable = position < 0 ? null : position;

            // A derivative that the user wrote stands.
            if (position >= 0 && function.Related.Contains(LiftedNames.Derivative(function.Name, position, function.Body.Parameters[position].Name)))
                continue;
            foreach (FunctionForm form in Forms(function, variable))
            {
                if (!isFirst)
                    writer.Line();
                isFirst = false;
                form.Write(writer);
            }
        }
    }

    /// <summary>The forms of the value, or of the derivative in one parameter.</summary>
    private static IEnumerable<FunctionForm> Forms(FunctionSpec function, int? variable)
    {
        bool allLanes = function.Body.Parameters.All(IsLane);
        RuleIr? lanes = allLanes ? RuleLowering.Lower(function, variable, IsLane) : null;
        if (lanes is not null)
            yield return new FunctionForm(function, variable, lanes, isUniform: false);
        if (function.Body.Parameters.Count == 1)
        {
            if (!allLanes)
                throw new InvalidOperationException("The first parameter of a function is a lane.");
            yield break;
        }

        MethodParameter first = function.Body.Parameters[0];
        if (variable is null or 0)
        {
            if (RuleLowering.Lower(function, variable, p => p == first) is { } uniform)
                yield return new FunctionForm(function, variable, uniform, isUniform: true);
        }
        else if (lanes is not null)
        {
            yield return new FunctionForm(function, variable, lanes, isUniform: true);
        }
    }
}
