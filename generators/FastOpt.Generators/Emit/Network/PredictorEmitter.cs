using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network;

/// <summary>Prints what serves other threads: the published weights, and the network's forward pass as a predictor.</summary>
internal static class PredictorEmitter
{
    public static void Emit(SourceWriter writer, NetworkText text) => writer.Line($$"""
        private engine::PublishedWeights? _published;

        internal global::FastOpt.Predictor CreatePredictor(int maxBatch, long step)
        {
            engine::PublishedWeights published = _published ?? new engine::PublishedWeights(ParameterFloats);
            Predictor predictor = new Predictor(maxBatch, published);
            published.Publish(ref _buffer.Start, step);
            published.Reserve();
            _published = published;
            return predictor;
        }

        internal void Publish(long step) => _published?.Publish(ref _buffer.Start, step);

        /// <summary>The forward pass over rows that are not the network's.</summary>
        private sealed class Predictor(int maxBatch, engine::PublishedWeights weights)
            : global::FastOpt.Predictor("{{text.Display}}", {{Literals.Number(text.Spec.Inputs)}}, {{Literals.Number(text.Spec.Outputs)}}, maxBatch, PredictedFloatsPerExample, weights)
        {
            protected override void PredictBatch(ref float parameters, ref float rows, ref float inputs, int batch, {{NetworkText.Write("float")}} outputs)
            {
                Frame frame = new Frame(ref parameters, ref rows, ref rows, ref inputs, ref clr::Unsafe.NullRef<{{text.Target}}>(), MaxBatch, 0, batch, 0f{{(text.Draws ? ", default" : "")}}{{(text.Spec.HasExampleWeights ? ", ref clr::Unsafe.NullRef<float>()" : "")}});
        {{WidthDispatch.Write("Predict<{0}>(in frame);", "        ")}}
                {{EngineEmitter.CopyOutputs(text.Program.Outputs.Prediction, "outputs")}}
            }
        }
        """);
}
