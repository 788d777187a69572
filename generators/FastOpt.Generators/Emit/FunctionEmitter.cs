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
        yield return $"{function.Name}({parameters}) over vectors and spans, and its derivatives.";
        foreach (DerivativeOrder derivative in Orders(function).Where(static o => o.Order > 0))
        {
            if (RuleLowering.Lower(function, derivative, p => IsLane(p) && (derivative.Parameter > 0 || function.Body.Parameters.All(IsLane) || p == function.Body.Parameters[0])) is not { } ir)
                continue;
            yield return "";
            string variable = function.Body.Parameters[derivative.Parameter].Name;
            string name = derivative.Order == 1 ? $"d{function.Name}/d{variable}" : $"d²{function.Name}/d{variable}²";
            foreach (string line in FormulaPrinter.Describe(ir.Roots, function.Body.Parameters.Select(static p => p.Name), _ => name))
                yield return "  " + line;
        }

        yield return "";
    }

    private static bool IsLane(MethodParameter parameter) => parameter.Type is ScalarType.Float or ScalarType.Int;

    private static void WriteMembers(SourceWriter writer, FunctionSpec function)
    {
        foreach (FunctionForm form in Orders(function).SelectMany(derivative => Forms(function, derivative)))
        {
            form.Write(writer);
            writer.Line();
        }
    }

    /// <summary>What is emitted: the value, the derivative in each parameter, and the second one. One that the user wrote over vectors stands.</summary>
    private static IEnumerable<DerivativeOrder> Orders(FunctionSpec function)
    {
        IEnumerable<DerivativeOrder> derivatives = [.. Enumerable.Range(0, function.Body.Parameters.Count).Select(static p => new DerivativeOrder(1, p)), .. function.HasSecondDerivative ? [new DerivativeOrder(2, 0)] : Array.Empty<DerivativeOrder>()];
        return [DerivativeOrder.Value, .. derivatives.Where(d => !function.Related.Contains(d.NameOf(function)))];
    }

    /// <summary>The forms of the value, or of the derivative in one parameter.</summary>
    private static IEnumerable<FunctionForm> Forms(FunctionSpec function, DerivativeOrder derivative)
    {
        bool allLanes = function.Body.Parameters.All(IsLane);
        RuleIr? lanes = allLanes ? RuleLowering.Lower(function, derivative, IsLane) : null;
        if (lanes is not null)
            yield return new FunctionForm(function, derivative, lanes, isUniform: false);
        if (function.Body.Parameters.Count == 1)
        {
            if (!allLanes)
                throw new InvalidOperationException("The first parameter of a function is a lane.");
            yield break;
        }

        MethodParameter first = function.Body.Parameters[0];
        if (derivative.Parameter == 0)
        {
            if (RuleLowering.Lower(function, derivative, p => p == first) is { } uniform)
                yield return new FunctionForm(function, derivative, uniform, isUniform: true);
        }
        else if (lanes is not null)
        {
            yield return new FunctionForm(function, derivative, lanes, isUniform: true);
        }
    }
}
