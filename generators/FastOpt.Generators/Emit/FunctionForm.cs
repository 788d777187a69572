using FastOpt.Generators.Lowering.Ir;
using FastOpt.Generators.Lowering.Rules;
using FastOpt.Generators.Model;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Emit;

/// <summary>Prints one form of a <c>[Vectorized]</c> method or of its derivative.</summary>
internal sealed class FunctionForm
{
    private readonly FunctionSpec _function;
    private readonly RuleIr _ir;
    private readonly IReadOnlyList<MethodParameter> _parameters;
    private readonly bool _isUniform;
    private readonly bool _broadcasts;
    private readonly string _name;

    /// <summary>The name as it is called: with its type before it where a parameter of the user's hides it.</summary>
    private readonly string _call;
    private readonly string _summary;
    private readonly string _coefficientsType;
    private readonly string _coefficients;
    private readonly Node _value;

    /// <param name="function">The method.</param>
    /// <param name="derivative">The value, or one of its derivatives.</param>
    /// <param name="ir">The lowered form.</param>
    /// <param name="isUniform">Whether all parameters but the first are the same for all elements; if they are lanes in <paramref name="ir"/>, they are broadcast.</param>
    public FunctionForm(FunctionSpec function, DerivativeOrder derivative, RuleIr ir, bool isUniform)
    {
        (_function, _ir, _isUniform, _parameters) = (function, ir, isUniform, [.. function.Body.Parameters]);
        _broadcasts = isUniform && ir.Inputs.Count > 1;
        _name = derivative.NameOf(function);
        _call = _parameters.Any(p => p.Name == _name) ? $"{function.Declaration.TypeName}.{Keywords.Escape(_name)}" : Keywords.Escape(_name);
        string variable = $"in <c>{_parameters[derivative.Parameter].Name}</c>";
        string of = $"of <c>{Identifiers.Xml(function.Name)}</c>";
        _summary = derivative.Order switch
        {
            1 => $"The derivative {of} {variable}.",
            2 => $"The second derivative {of} {variable}.",
            _ => function.Summary.Length > 0 ? function.Summary : $"<c>{Identifiers.Xml(function.Name)}</c> of every element.",
        };
        _coefficientsType = Helper("Coefficients");
        _coefficients = Local("coefficients");
        _value = ir.Roots[0].Value;
    }

    private bool HasCoefficients => _isUniform && !_broadcasts && _ir.Coefficients.Count > 0;

    private string First => Keywords.Escape(_parameters[0].Name);

    public void Write(SourceWriter writer)
    {
        if (HasCoefficients)
            WriteCoefficients(writer);
        bool isFirst = !HasCoefficients;
        foreach (int width in RuleEmitter.Widths)
        {
            if (!isFirst)
                writer.Line();
            isFirst = false;
            WriteVector(writer, width);
        }

        writer.Line();
        WriteSpan(writer);
    }

    private void WriteCoefficients(SourceWriter writer)
    {
        CoefficientsEmitter.WriteStruct(writer, _coefficientsType, "private", _ir.Coefficients);
        writer.Line();
        using (writer.Braces($"private static {_coefficientsType} {_coefficientsType}Of({string.Join(", ", _parameters.Skip(1).Select(Scalar))})"))
            CoefficientsEmitter.WriteBody(writer, _coefficientsType, _ir.Coefficients, [.. _parameters.Select(static p => p.Name)], []);
    }

    private void WriteVector(SourceWriter writer, int width)
    {
        string result = VectorPrinter.TypeOf(width, _value.Type);
        string lanes = VectorPrinter.TypeOf(width, _parameters[0].Type);
        WriteDocumentation(writer);
        writer.Line(FileFrame.Inlining);
        if (!_isUniform)
        {
            string parameters = string.Join(", ", _parameters.Select(p => $"{VectorPrinter.TypeOf(width, p.Type)} {Keywords.Escape(p.Name)}"));
            using (writer.Braces($"{_function.Accessibility} static {result} {Keywords.Escape(_name)}({parameters})"))
                WriteBody(writer, width);
            return;
        }

        string uniform = string.Join(", ", _parameters.Skip(1).Select(Scalar));
        writer.Line($"{_function.Accessibility} static {result} {Keywords.Escape(_name)}({lanes} {First}, {uniform}) =>");
        if (_broadcasts)
        {
            string broadcast = string.Join(", ", _parameters.Skip(1).Select(p => $"{VectorPrinter.ClassOf(width)}.Create({Keywords.Escape(p.Name)})"));
            writer.Line($"    {_call}({First}, {broadcast});");
            return;
        }

        if (!HasCoefficients)
        {
            writer.Line($"    {CoreName}({First});");
            writer.Line();
            writer.Line(FileFrame.Inlining);
            using (writer.Braces($"private static {result} {CoreName}({lanes} {First})"))
                WriteBody(writer, width);
            return;
        }

        writer.Line($"    {CoreName}({First}, {CoefficientsOf});");
        writer.Line();
        writer.Line(FileFrame.Inlining);
        using (writer.Braces($"private static {result} {CoreName}({lanes} {First}, in {_coefficientsType} {_coefficients})"))
            WriteBody(writer, width);
    }

    /// <summary>The method over vectors that takes the coefficients ready-made.</summary>
    private string CoreName => Helper("Core");

    private string CoefficientsOf => $"{_coefficientsType}Of({string.Join(", ", _parameters.Skip(1).Select(static p => Keywords.Escape(p.Name)))})";

    private void WriteBody(SourceWriter writer, int width)
    {
        var printer = new VectorPrinter(width, [.. _parameters.Select(static p => p.Name)], _coefficients, []);
        printer.Print([_value]);
        foreach (string line in printer.Lines)
            writer.Line(line);
        writer.Line($"return {printer.Text(_value)};");
    }

    private void WriteSpan(SourceWriter writer)
    {
        string result = Local("result");
        string element = _value.Type.Keyword();
        IReadOnlyList<MethodParameter> spans = _isUniform ? [_parameters[0]] : _parameters;
        IEnumerable<string> parameters =
        [
            .. spans.Select(static p => $"global::System.ReadOnlySpan<{p.Type.Keyword()}> {Keywords.Escape(p.Name)}"),
            .. _isUniform ? _parameters.Skip(1).Select(Scalar) : [],
            $"global::System.Span<{element}> {result}",
        ];
        WriteDocumentation(writer, result);
        using (writer.Braces($"{_function.Accessibility} static void {Keywords.Escape(_name)}({string.Join(", ", parameters)})"))
        {
            string call = HasCoefficients || (_isUniform && !_broadcasts) ? CoreName : _call;
            string rest = "";
            if (HasCoefficients)
            {
                writer.Line($"{_coefficientsType} {_coefficients} = {CoefficientsOf};");
                rest = $", in {_coefficients}";
            }
            else if (_broadcasts)
            {
                rest = string.Concat(_parameters.Skip(1).Select(static p => ", " + Keywords.Escape(p.Name)));
            }

            SpanArgument[] arguments = [.. spans.Select(static p => new SpanArgument(p.Name, p.Type.Keyword()))];
            string[] taken = [.. Names, _coefficients];
            SpanEmitter.WriteLoop(writer, arguments, result, element, taken, a => $"{call}({string.Join(", ", a)}{rest})");
        }
    }

    private void WriteDocumentation(SourceWriter writer, string? result = null)
    {
        FileFrame.WriteSummary(writer, _summary);
        foreach (MethodParameter parameter in _parameters)
            writer.Line($"/// <param name=\"{parameter.Name}\">{(_isUniform && parameter != _parameters[0] ? "The same for all elements." : "One value for each element.")}</param>");
        if (result is null)
            return;
        writer.Line($"/// <param name=\"{result}\">Receives the results; at least as long as the input, and may be the input.</param>");
        writer.Line("/// <exception cref=\"global::System.ArgumentException\">The lengths do not fit, or the result overlaps an input elsewhere than at its start.</exception>");
    }

    private static string Scalar(MethodParameter parameter) => $"{parameter.Type.Keyword()} {Keywords.Escape(parameter.Name)}";

    /// <summary>The names that no local may hide: those of the parameters, and the method's own.</summary>
    private IReadOnlyCollection<string> Names => [.. _parameters.Select(static p => p.Name), _name];

    /// <summary>The name of a private member that serves this overload alone; no parameter hides it.</summary>
    private string Helper(string suffix) => Identifiers.Unused(
        _name + suffix + (_function.Overload == 0 ? "" : Literals.Number(_function.Overload + 1)),
        [.. _function.Related, _function.Declaration.Types.Last().Name, .. _parameters.SelectMany(static p => Hiding(p.Name)), .. _ir.Coefficients.Select(static c => c.Name)]);

    /// <summary>The helper "FCoefficients" has a method "FCoefficientsOf" beside it, which a parameter of that name must not hide either.</summary>
    private static IEnumerable<string> Hiding(string parameter) =>
        parameter.EndsWith("Of", StringComparison.Ordinal) ? [parameter, parameter.Substring(0, parameter.Length - 2)] : [parameter];

    private string Local(string stem) => Identifiers.Unused(stem, Names);
}
