using FastOpt.Generators.Emit.Kernels;
using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Model;
using FastOpt.Generators.Model.Layers;

namespace FastOpt.Generators.Emit.Network;

/// <summary>The names and phrases that the members of one network share.</summary>
internal sealed class NetworkText(NetworkProgram program)
{
    private const string Arguments = "engine::NetworkArguments";

    private readonly Dictionary<KernelMethod, string?> _statements = program.Kernels.ToDictionary(static method => method, KernelCall.StatementOf);

    public NetworkProgram Program { get; } = program;

    /// <summary>The only statement of a kernel, or null.</summary>
    public string? StatementOf(KernelMethod method) => _statements[method];

    public NetworkSpec Spec => Program.Spec;

    /// <summary>The uniform values of updates.</summary>
    public UpdateText Update { get; } = new(program);

    /// <summary>The rule of a layer.</summary>
    public RuleReference RuleOf(int layer) => ((RuleLayer)Spec.Layers[layer]).Rule;

    /// <summary>Whether the network draws random numbers while it trains.</summary>
    public bool Draws { get; } = program.Graph.Forward.Any(static operation => operation is Lowering.Graphs.Draw);

    /// <summary>The layers whose statistics are those of the batch, of one value for each example: a batch of one has none.</summary>
    public string? BatchLayer { get; } = program.Spec.Layers.OfType<RuleLayer>().FirstOrDefault(static layer => layer.IsOfBatch && layer.Input.Positions == 1)?.Name;

    /// <summary>By how much a layer's running statistics move.</summary>
    public string Momentum(int layer) => RuleOf(layer).HasMomentum ? $"(float){Construct(RuleOf(layer))}.Momentum" : "0.1f";

    /// <summary>Whether targets are labels, one per example.</summary>
    public bool HasLabels => Spec.Target == TargetKind.Label;

    /// <summary>The class's name as it is written in source.</summary>
    public string Type { get; } = TypeName(program.Spec.Declaration);

    /// <summary>The class's name as it is read in messages.</summary>
    public string Display { get; } = DisplayName(program.Spec.Declaration);

    /// <summary>The nested type that holds the compiled network.</summary>
    public string Compiled => Spec.CompiledName;

    /// <summary>The class's field of that type.</summary>
    public string Field => FieldName(Spec.CompiledName);

    /// <summary>"int" for labels, "float" for values.</summary>
    public string Target { get; } = program.Spec.Target == TargetKind.Label ? "int" : "float";

    /// <summary>What the second argument of a step is called.</summary>
    public string Targets => HasLabels ? "labels" : "targets";

    /// <summary>The element type of a span of targets, in words.</summary>
    public string TargetShape(string examples) => HasLabels ? "one class per example, 0 to OutputSize − 1" : $"[{examples} × OutputSize]";

    /// <summary>"global::System.ReadOnlySpan&lt;float&gt;".</summary>
    public static string Read(string element) => $"global::System.ReadOnlySpan<{element}>";

    /// <summary>"global::System.Span&lt;float&gt;".</summary>
    public static string Write(string element) => $"global::System.Span<{element}>";

    /// <summary>The parameters of a step: examples and their targets.</summary>
    public string BatchParameters => $"{Read("float")} inputs, {Read(Target)} {Targets}";

    /// <summary>Declares the size of a batch, which is checked.</summary>
    public string CheckBatch(string count, string most) =>
        $"int {count} = {Arguments}.CheckBatch(\"{Display}\", inputs, InputSize, {most});{(ChecksInputs ? $" {Compiled}.CheckInputs(inputs);" : "")}";

    /// <summary>The same where there may be no examples.</summary>
    public string CheckShare(string count, string most) => CheckBatch(count, most).Replace("= " + Arguments, "= inputs.IsEmpty ? 0 : " + Arguments);

    /// <summary>Whether layers ask something of the inputs.</summary>
    public bool ChecksInputs { get; } = program.Spec.Layers.Any(static layer => layer is EmbeddingLayer);

    /// <summary>Prints what layers ask of the inputs: those that select vectors of a table are numbers of such.</summary>
    public void EmitInputCheck(SourceWriter writer)
    {
        if (!ChecksInputs)
            return;
        writer.Line();
        writer.Line("/// <summary>Inputs that select vectors of a table are numbers of such.</summary>");
        using (writer.Braces($"internal static void CheckInputs({Read("float")} inputs)"))
        {
            foreach (EmbeddingLayer layer in Spec.Layers.OfType<EmbeddingLayer>())
                writer.Line($"{LookupEmitter.Text(layer.Lookup)}.Check(\"{Display}\", \"{layer.Name}\", inputs);");
        }
    }

    /// <summary>Checks the targets of so many examples.</summary>
    public string CheckTargets(string count) => $"{Arguments}.{(HasLabels ? "CheckLabels" : "CheckTargets")}(\"{Display}\", {Targets}, {count}, OutputSize);";

    /// <summary>Checks that a batch has statistics; null where the network takes none of a batch.</summary>
    public string? CheckStatistics(string batch) => BatchLayer is null ? null : Check("CheckStatistics", $"{batch}, \"{BatchLayer}\"");

    /// <summary>Calls another check, which names the network first.</summary>
    public string Check(string method, string arguments) => $"{Arguments}.{method}(\"{Display}\", {arguments});";

    /// <summary>"using (…)": enters a call that uses the buffer or changes it, one at a time; what follows it is in the call.</summary>
    public string Enter(string call) => Enter(Field + ".Guard", call);

    /// <summary>The same for the guard of another network of the class.</summary>
    public string Enter(string guard, string call) => $"using ({guard}.Enter(\"{Display}\", \"{call}\"))";

    /// <summary>The mean of the losses of some rows.</summary>
    /// <param name="sum">Their sum.</param>
    /// <param name="examples">How many they are.</param>
    /// <param name="weight">The sum of their weights, where they have some.</param>
    public string MeanOf(string sum, string examples, string weight) => Spec.LossUse.Divisor switch
    {
        LossDivisor.Nothing => $"(float){sum}",
        var divisor when Spec.DividesByWeights => $"engine::LossMean.Of({sum}, {weight}{(divisor == LossDivisor.Elements ? " * OutputSize" : "")})",
        LossDivisor.Examples => $"(float)({sum} / {examples})",
        _ => $"(float)({sum} / ((double){examples} * OutputSize))",
    };

    /// <summary>The parameters of a step whose examples have weights.</summary>
    public string WeightedParameters => $"{BatchParameters}, {Read("float")} weights";

    /// <summary>The documentation of a member whose interface has it.</summary>
    public const string Inherited = "/// <inheritdoc/>";

    /// <summary>Prints a member of an interface, which says what it does, that one call at a time passes; and a blank line.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="documentation">Its documentation: <see cref="Inherited"/>, or what is this network's own.</param>
    /// <param name="signature">Without "public".</param>
    /// <param name="checks">Of the arguments.</param>
    /// <param name="body">What is called.</param>
    public void EmitCall(SourceWriter writer, string documentation, string signature, string checks, string body)
    {
        writer.Line(documentation);
        using (writer.Braces("public " + signature))
        {
            if (checks.Length > 0)
                writer.Line(checks);
            int name = signature.IndexOf(' ') + 1;
            EmitGuarded(writer, signature.Substring(name, signature.IndexOf('(') - name), body);
        }

        writer.Line();
    }

    /// <summary>Prints statements that one call at a time passes.</summary>
    public void EmitGuarded(SourceWriter writer, string call, string body)
    {
        if (body.Contains('\n'))
        {
            using (writer.Braces(Enter(call)))
                writer.Line(body);
        }
        else
        {
            writer.Line(Enter(call)).Line("    " + body);
        }
    }

    /// <summary>Prints parts one after another, each of which may print nothing.</summary>
    public void Emit(SourceWriter writer, IEnumerable<Action<SourceWriter, NetworkText>> parts)
    {
        foreach (Action<SourceWriter, NetworkText> part in parts)
        {
            part(writer, this);
            writer.Line();
        }
    }

    /// <summary>"Digits" of a declaration, as it is written in source.</summary>
    public static string TypeName(DeclarationSpec declaration) => declaration.Types[declaration.Types.Count - 1].Name;

    /// <summary>"Digits" of a declaration, as it is read in messages.</summary>
    public static string DisplayName(DeclarationSpec declaration) => TypeName(declaration).TrimStart('@');

    /// <summary>"_compiled" for the type "Compiled".</summary>
    public static string FieldName(string compiled) => "_" + Identifiers.Camel(compiled);

    /// <summary>A text as a literal of C#.</summary>
    public static string Literal(string text) => "\"" + text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n") + "\"";

    /// <summary>"new global::FastOpt.Adam(LearningRate: 0.001)".</summary>
    public static string Construct(RuleReference rule) =>
        $"new {rule.TypeName}({string.Join(", ", rule.Arguments.Select(argument => $"{Keywords.Escape(argument.Name)}: {argument.Literal}"))})";
}
