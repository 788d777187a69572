using System.Globalization;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Model;

/// <summary>A member that the compiler adds to a type of the user's, which then can have no such member of its own.</summary>
/// <param name="Name">The name; ".ctor" for a constructor.</param>
/// <param name="Parameters">The types of a method's parameters, as <see cref="TypeOf"/> and its neighbours write them; null for all that is no method, and for a name that is taken with any parameters.</param>
internal sealed record GeneratedMember(string Name, string? Parameters = null)
{
    /// <summary>The name of constructors.</summary>
    public const string Constructor = ".ctor";

    /// <summary>"float" for a scalar.</summary>
    public static string TypeOf(ScalarType type) => type.Keyword();

    /// <summary>"System.ReadOnlySpan&lt;float&gt;".</summary>
    public static string ReadOnlySpan(string element) => $"System.ReadOnlySpan<{element}>";

    /// <summary>"System.Span&lt;float&gt;".</summary>
    public static string Span(string element) => $"System.Span<{element}>";

    /// <summary>"System.Runtime.Intrinsics.Vector256&lt;float&gt;".</summary>
    public static string Vector(int width, string element) => $"System.Runtime.Intrinsics.Vector{width.ToString(CultureInfo.InvariantCulture)}<{element}>";

    /// <summary>By reference; ref, in and out make no difference between two signatures.</summary>
    public static string ByReference(string type) => "ref " + type;

    /// <summary>The types in order.</summary>
    public static string Join(IEnumerable<string> types) => string.Join(", ", types);
}

/// <summary>
/// What the emitters add to the user's types, as names and signatures. Parsing holds the user's own members to it, before anything is printed; a test holds the table to what is printed.
/// </summary>
internal static class GeneratedMembers
{
    /// <summary>The type of the uniform values of a rule.</summary>
    public const string Coefficients = "Coefficients";

    private static readonly int[] Widths = [128, 256, 512];

    /// <summary>The members of a network, without the field and the nested type, which step aside.</summary>
    public static IEnumerable<GeneratedMember> Of(NetworkSpec network)
    {
        string inputs = GeneratedMember.ReadOnlySpan("float");
        string outputs = GeneratedMember.Span("float");
        string labels = GeneratedMember.ReadOnlySpan("int");
        string targets = network.Target == TargetKind.Label ? labels : inputs;
        static GeneratedMember Method(string name, params string[] types) => new(name, GeneratedMember.Join(types));

        yield return Method(GeneratedMember.Constructor, "int", "ulong", "int");
        foreach (string name in new[] { "InputSize", "OutputSize", "ParameterCount", "Parameters", "Summary", "MaxBatch", "Threads", "Step", "Epoch", "Tensors", "Buffers", "BufferCount", "StateBytes" })
            yield return new GeneratedMember(name);
        if (network.OptimizerInForce.LearningRateType is not null)
        {
            yield return new GeneratedMember("Schedule");
            yield return new GeneratedMember("LearningRate");
        }

        for (int i = 0; i <= network.Then.Count; i++)
            yield return new GeneratedMember(OptimizerStage.MemberName(i));
        if (network.GradientRules.Any(static rule => rule.UsesNorm))
            yield return new GeneratedMember("GradientNorm");
        if (network.NonFinite == NonFiniteStep.SkipStep)
            yield return new GeneratedMember("SkippedSteps");
        yield return Method("TrainStep", inputs, targets);
        yield return Method("TrainStep", inputs, targets, outputs);
        yield return Method("TrainStepWithOutputGradients", inputs, inputs);
        yield return Method("ApplyGradients", inputs);
        yield return Method("TrainEpoch", inputs, targets, labels, "int");
        if (network.AccumulatesGradients)
        {
            yield return Method("AccumulateGradients", inputs, targets);
            yield return Method("ApplyGradients");
            yield return Method("DiscardGradients");
            yield return new GeneratedMember("AccumulatedExamples");
        }

        if (network.IsDistributed)
        {
            yield return new GeneratedMember("GranuleSize");
            yield return new GeneratedMember("Communicator");
            yield return Method("TrainShare", inputs, targets);
        }

        if (network.HasExampleWeights)
        {
            yield return Method("TrainStep", inputs, targets, inputs);
            yield return Method("TrainStep", inputs, targets, "float[]");
            yield return Method("Evaluate", inputs, targets, inputs);
            yield return Method("ComputeGradients", inputs, targets, inputs, outputs);
            if (network.AccumulatesGradients)
                yield return Method("AccumulateGradients", inputs, targets, inputs);
        }

        yield return Method("Evaluate", inputs, targets);
        yield return Method("Predict", inputs, outputs);
        yield return Method("ComputeGradients", inputs, targets, outputs);
        yield return Method("ComputeInputGradients", inputs, targets, outputs);
        if (network.HasCurvature)
        {
            yield return Method("HessianVectorProduct", inputs, targets, inputs, outputs);
            yield return Method("LossAndGradients", inputs, targets, outputs);
        }

        yield return Method("CreatePredictor", "int", "bool");
        yield return Method("Publish");
        yield return Method("CopyParametersTo", outputs);
        yield return Method("LoadParameters", inputs);
        yield return Method("LoadParameters", "string", inputs);
        yield return Method("CopyBuffersTo", outputs);
        yield return Method("LoadBuffers", inputs);
        yield return Method("CopyStateTo", GeneratedMember.Span("byte"));
        yield return Method("LoadState", GeneratedMember.ReadOnlySpan("byte"));
        yield return Method("Clone");
        yield return Method("ResetOptimizer");
        yield return Method("CopyParametersFrom", network.Declaration.TypeName.Replace("global::", ""), "double");
    }

    /// <summary>The members of a rule; none of a structured one and of a schedule, which are not lifted.</summary>
    public static IEnumerable<GeneratedMember> Of(RuleSpec rule)
    {
        if (rule.Body is not { } body)
            yield break;
        yield return new GeneratedMember(Coefficients);
        yield return new GeneratedMember("GetCoefficients");
        string coefficients = GeneratedMember.ByReference(Coefficients);
        foreach (int width in Widths)
        {
            string lanes = GeneratedMember.Vector(width, "float");
            string changed = GeneratedMember.ByReference(lanes);
            GeneratedMember Method(string name, params string[] types) => new(name, GeneratedMember.Join([.. types, coefficients]));
            switch (rule.Kind)
            {
                case RuleKind.Optimizer:
                    int states = body.Parameters.Count(static p => p.IsRef) - 1;
                    yield return Method("Update", [changed, lanes, .. Enumerable.Repeat(changed, states)]);
                    break;
                case RuleKind.GradientRule:
                    yield return Method("Apply", changed, changed);
                    break;
                case var _ when rule.IsExtended:
                    int taken = body.Parameters.Count;
                    yield return Method("Apply", [.. Enumerable.Repeat(lanes, taken)]);
                    if (rule.Predict is { } predict)
                        yield return Method("Predict", [.. Enumerable.Repeat(lanes, predict.Parameters.Count)]);
                    int differentiated = 1 + rule.Operands.Count(static o => !o.IsRandom);
                    IEnumerable<string> results = Enumerable.Repeat(changed, differentiated);
                    yield return new GeneratedMember("Gradients", GeneratedMember.Join([.. Enumerable.Repeat(lanes, taken + 1), coefficients, .. results]));
                    IEnumerable<string> moved = Enumerable.Repeat(lanes, taken + 1 + differentiated);
                    yield return new GeneratedMember("GradientTangents", GeneratedMember.Join([.. moved, coefficients, .. results]));
                    break;
                case RuleKind.Activation:
                    yield return Method("Apply", lanes);
                    yield return Method("Derivative", lanes);
                    yield return Method("SecondDerivative", lanes);
                    break;
                case RuleKind.Loss:
                    yield return Method("Apply", lanes, lanes);
                    yield return new GeneratedMember("ApplyWithDerivative", GeneratedMember.Join([lanes, lanes, coefficients, changed]));
                    yield return Method("SecondDerivative", lanes, lanes);
                    break;
            }
        }

        if (rule.Kind == RuleKind.Activation && !rule.IsExtended)
            yield return new GeneratedMember("Apply", GeneratedMember.Join([GeneratedMember.ReadOnlySpan("float"), GeneratedMember.Span("float")]));
    }

    /// <summary>The public members of an objective; private ones step aside.</summary>
    public static IEnumerable<GeneratedMember> Of(ObjectiveSpec objective)
    {
        string input = GeneratedMember.ReadOnlySpan("double");
        string output = GeneratedMember.Span("double");
        static GeneratedMember Method(string name, params string[] types) => new(name, GeneratedMember.Join(types));

        yield return new GeneratedMember("Dimension");
        if (!objective.TakesSpan)
            yield return Method("Value", input);
        yield return Method("Gradient", input, output);
        if (objective is { Dimension: 2, TakesSpan: false })
            yield return Method("Gradient", "double", "double");
        yield return Method("ValueAndGradient", input, output);
        yield return Method("HessianVector", input, input, output);
        yield return Method("Hessian", input, output);
        if (objective.Dimension == 2)
            yield return Method("Evaluate", input, input, output);
    }

    /// <summary>The public members of a record with features; the interface's stand apart.</summary>
    public static IEnumerable<GeneratedMember> Of(RecordSpec record)
    {
        yield return new GeneratedMember("Schema");
        yield return new GeneratedMember("ReadCsv", GeneratedMember.Join(["string", "char?"]));
        yield return new GeneratedMember("ReadCsv", "FastOpt.Training.TableReader");
        string self = record.Declaration.TypeName.Substring("global::".Length);
        yield return new GeneratedMember("WriteCsv", GeneratedMember.Join(["string", $"System.Collections.Generic.IEnumerable<{self}>"]));
        yield return new GeneratedMember("Bind", $"FastOpt.Training.TrainRecords<{self}>");
        foreach (RecordMemberSpec member in record.Members.Where(static m => m.Type.Kind == "Option"))
        {
            yield return new GeneratedMember("ToOption" + member.Name);
            yield return new GeneratedMember("FromOption" + member.Name);
        }
    }

    /// <summary>The overloads of a method and of its derivatives, but for those derivatives whose names the user has given to something else, which are then left out.</summary>
    public static IEnumerable<GeneratedMember> Of(FunctionSpec function)
    {
        string[] parameters = [.. function.Body.Parameters.Select(static p => p.Name)];
        IEnumerable<string> derivatives = parameters.Select((p, i) => DerivativeNames.First(function.Name, i, p));
        if (function.HasSecondDerivative)
            derivatives = derivatives.Append(DerivativeNames.Second(function.Name));
        string[] lifted = [function.Name, .. derivatives.Where(n => !function.Related.Contains(n))];
        return lifted.SelectMany(name => Overloads(name, function.Body));
    }

    private static IEnumerable<GeneratedMember> Overloads(string name, MethodBody body)
    {
        ScalarType[] scalars = [.. body.Parameters.Select(static p => p.Type)];
        string[] types = [.. scalars.Select(GeneratedMember.TypeOf)];
        string result = GeneratedMember.Span(GeneratedMember.TypeOf(body.ReturnType));
        GeneratedMember Form(IEnumerable<string> ofTypes) => new(name, GeneratedMember.Join(ofTypes));
        if (scalars.All(static t => t is ScalarType.Float or ScalarType.Int))
        {
            foreach (int width in Widths)
                yield return Form(types.Select(t => GeneratedMember.Vector(width, t)));
            yield return Form([.. types.Select(GeneratedMember.ReadOnlySpan), result]);
        }

        if (types.Length > 1)
        {
            foreach (int width in Widths)
                yield return Form([GeneratedMember.Vector(width, types[0]), .. types.Skip(1)]);
            yield return Form([GeneratedMember.ReadOnlySpan(types[0]), .. types.Skip(1), result]);
        }
    }
}
