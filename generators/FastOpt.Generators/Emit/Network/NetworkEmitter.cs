using FastOpt.Generators.Emit.Targets;
using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network;

/// <summary>Prints the file that a reader opens first: plan, step, members. The kernels stand in a file of their own for each vector width.</summary>
internal static class NetworkEmitter
{
    public static IEnumerable<GeneratedFile> EmitAll(NetworkProgram program) =>
        [Emit(program), .. VectorTarget.All.Select(target => KernelEmitter.Emit(program, target))];

    public static GeneratedFile Emit(NetworkProgram program)
    {
        NetworkSpec spec = program.Spec;
        return FileFrame.Write(
            spec.Declaration,
            HintNames.For(spec.Declaration.FileStem, "network"),
            PlanComment.Lines(program),
            writer =>
            {
                StepEmitter.Emit(writer, program);
                writer.Line();
                MembersEmitter.Emit(writer, program);
                writer.Line();
                JobEmitter.Emit(writer, program);
                writer.Line();
                MetadataEmitter.Emit(writer, program);
            },
            bases: $" : global::FastOpt.INetwork<{TypeName(spec.Declaration)}, {TargetType(spec)}>",
            usings: ["System", "System.Runtime.CompilerServices", "System.Runtime.InteropServices"]);
    }

    /// <summary>The class's name as it is written in source.</summary>
    public static string TypeName(DeclarationSpec declaration) => declaration.Types[declaration.Types.Count - 1].Name;

    /// <summary>The class's name as it is read in messages.</summary>
    public static string DisplayName(DeclarationSpec declaration) => TypeName(declaration).TrimStart('@');

    /// <summary>"int" for labels, "float" for values.</summary>
    public static string TargetType(NetworkSpec spec) => spec.Target == TargetKind.Label ? "int" : "float";

    /// <summary>What the second argument of a step is called.</summary>
    public static string TargetName(NetworkSpec spec) => spec.Target == TargetKind.Label ? "labels" : "targets";

    /// <summary>"new global::FastOpt.Adam(LearningRate: 0.001)".</summary>
    public static string Construct(RuleReference rule) =>
        $"new {rule.TypeName}({string.Join(", ", rule.Arguments.Select(argument => $"{argument.Name}: {argument.Literal}"))})";
}
