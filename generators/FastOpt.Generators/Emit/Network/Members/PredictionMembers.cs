namespace FastOpt.Generators.Emit.Network.Members;

/// <summary>Prints what uses a network without changing it: outputs and the mean loss, over any number of examples.</summary>
internal static class PredictionMembers
{
    public static void Emit(SourceWriter writer, NetworkText text) => writer.Line($$"""
        /// <inheritdoc/>
        public void Predict({{NetworkText.Read("float")}} inputs, {{NetworkText.Write("float")}} outputs)
        {
            {{text.CheckBatch("examples", "int.MaxValue")}}
            {{text.Check("CheckOutputs", "outputs, examples, OutputSize, inputs")}}
            {{text.Enter("Predict")}}
                {{text.Field}}.Predict(inputs, outputs, examples);
        }

        /// <inheritdoc/>
        public float Evaluate({{text.BatchParameters}})
        {
            {{text.CheckBatch("examples", "int.MaxValue")}}
            {{text.CheckTargets("examples")}}
            {{text.Enter("Evaluate")}}
                return {{text.Field}}.Evaluate(inputs, {{text.Targets}}, examples);
        }

        /// <inheritdoc/>
        public global::FastOpt.Predictor CreatePredictor(int maxBatch = 64, bool fold = false)
        {
            {{text.Enter("CreatePredictor")}}
                return {{text.Field}}.CreatePredictor(maxBatch{{(text.Program.Folded.Count > 0 ? ", fold" : "")}}, Step);
        }

        /// <inheritdoc/>
        public void Publish()
        {
            {{text.Enter("Publish")}}
                {{text.Field}}.Publish(Step);
        }
        """);
}
