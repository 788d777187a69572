namespace FastOpt.Generators.Emit.Network.Members;

/// <summary>Prints what uses a network without changing it: outputs and the mean loss, over any number of examples.</summary>
internal static class PredictionMembers
{
    public static void Emit(SourceWriter writer, NetworkText text) => writer.Line($$"""
        /// <summary>Writes the last layer's output (logits for softmax cross-entropy) for any number of examples. Allocates nothing.</summary>
        /// <param name="inputs">[examples × InputSize], at least one example.</param>
        /// <param name="outputs">[examples × OutputSize].</param>
        /// <exception cref="global::System.ArgumentException">A length does not fit.</exception>
        public void Predict({{NetworkText.Read("float")}} inputs, {{NetworkText.Write("float")}} outputs)
        {
            {{text.CheckBatch("examples", "int.MaxValue")}}
            {{text.Check("CheckOutputs", "outputs, examples, OutputSize, inputs")}}
            {{text.Field}}.Predict(inputs, outputs, examples);
        }

        /// <summary>The mean loss over any number of examples; nothing is updated and nothing allocated.</summary>
        /// <param name="inputs">[examples × InputSize], at least one example.</param>
        /// <param name="{{text.Targets}}">{{text.TargetShape("examples")}}.</param>
        /// <returns>The mean loss.</returns>
        /// <exception cref="global::System.ArgumentException">A length or a value does not fit.</exception>
        public float Evaluate({{text.BatchParameters}})
        {
            {{text.CheckBatch("examples", "int.MaxValue")}}
            {{text.CheckTargets("examples")}}
            return {{text.Field}}.Evaluate(inputs, {{text.Targets}}, examples);
        }
        """);
}
