using FastOpt.Generators.Emit.Kernels;
using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network;

/// <summary>Prints what serves other threads: the published weights, and the network's forward pass as a predictor.</summary>
internal static class PredictorEmitter
{
    public static void Emit(SourceWriter writer, NetworkText text)
    {
        bool folds = text.Program.Folded.Count > 0;
        string weights = folds ? "(fold ? _folded : _published)" : "_published";
        string plain = LaidOutEmitter.Applies(text) ? "new LaidOutWeights()" : "new engine::PublishedWeights(ParameterFloats)";
        string fresh = folds ? $"(fold ? new FoldedWeights() : {plain})" : plain;
        writer.Line($$"""
            private engine::PublishedWeights? _published;{{(folds ? "\nprivate engine::PublishedWeights? _folded;" : "")}}

            internal global::FastOpt.Predictor CreatePredictor(int maxBatch{{(folds ? ", bool fold" : "")}}, long step)
            {
                engine::PublishedWeights published = {{weights}} ?? {{fresh}};
                global::FastOpt.Predictor predictor = {{(folds ? "fold ? new FoldedPredictor(maxBatch, published) : " : "")}}new Predictor(maxBatch, published);
                published.Publish(ref _buffer.Start, step);
                published.Reserve();
            """);
        if (folds)
        {
            writer.Line("""
                    (fold ? _published : _folded)?.Publish(ref _buffer.Start, step);
                    if (fold)
                        _folded = published;
                    else
                        _published = published;
                """);
        }
        else
        {
            writer.Line("    _published = published;");
        }

        writer.Line("    return predictor;");
        writer.Line("}");
        writer.Line();
        if (folds)
        {
            using (writer.Braces("internal void Publish(long step)"))
                writer.Line("_published?.Publish(ref _buffer.Start, step);").Line("_folded?.Publish(ref _buffer.Start, step);");
        }
        else
        {
            writer.Line("internal void Publish(long step) => _published?.Publish(ref _buffer.Start, step);");
        }

        writer.Line();
        string outputs = EngineEmitter.CopyOutputs(text.Program.Outputs.Prediction, "outputs");
        const string Summary = "The forward pass over rows that are not the network's";
        EmitClass(writer, text, text.Program.Predict, "Predictor", Summary, "Predict", "PredictedFloatsPerExample", outputs, "");
        LaidOutEmitter.Emit(writer, text);
        if (!folds)
            return;
        IEnumerable<string> layers = text.Program.Foldings.Select(static folding => $"\"{folding.Map.Y.Name}\"");
        writer.Line();
        EmitClass(
            writer,
            text,
            text.Program.Folded,
            "FoldedPredictor",
            "The same over weights that have taken over what followed them",
            "PredictFolded",
            "FoldedFloatsPerExample",
            EngineEmitter.CopyOutputs(text.Program.FoldedOutput!, "outputs"),
            $"private static readonly string[] FoldedLayers = new[] {{ {string.Join(", ", layers)} }};\n\n"
                + "public override global::System.Collections.Generic.IReadOnlyList<string> Folded => FoldedLayers;");
        writer.Line();
        FoldEmitter.Emit(writer, text);
    }

    private static void EmitClass(
        SourceWriter writer,
        NetworkText text,
        IEnumerable<Phase> phases,
        string name,
        string summary,
        string method,
        string floats,
        string copy,
        string members)
    {
        bool takesScratch = phases.Any(static phase => phase.Arguments.Any(static operand => operand is Operand.Scratch));
        string scratch = takesScratch ? $"ref clr::Unsafe.Add(ref rows, (nint){floats} * MaxBatch)" : "ref rows";
        writer.Line($"/// <summary>{summary}.</summary>");
        writer.Line($"private sealed class {name}(int maxBatch, engine::PublishedWeights weights)");
        string sizes = $"{Literals.Number(text.Spec.Inputs)}, {Literals.Number(text.Spec.Outputs)}";
        writer.Line($"    : global::FastOpt.Predictor(\"{text.Display}\", {sizes}, maxBatch, {floats}, weights{(takesScratch ? ", ScratchFloats" : "")})");
        using (writer.Braces())
        {
            if (members.Length > 0)
                writer.Line(members).Line();
            if (text.ChecksInputs)
                writer.Line($"protected override void CheckInputs({NetworkText.Read("float")} inputs) => {text.Compiled}.CheckInputs(inputs);").Line();
            string parameters = $"ref float parameters, ref float rows, ref float inputs, int batch, {NetworkText.Write("float")} outputs";
            using (writer.Braces($"protected override void PredictBatch({parameters})"))
            {
                writer.Line($"engine::Frame.OfPredictor(ref parameters, ref rows, {scratch}, ref inputs, MaxBatch, batch, out engine::Frame frame);");
                if (LaidOutEmitter.Applies(text))
                    writer.Line("frame.LaidOut = ref clr::Unsafe.Add(ref parameters, ParameterFloats);");
                writer.Line($"{text.Compiled}.{method}(in frame);");
                writer.Line(copy);
            }
        }
    }
}
