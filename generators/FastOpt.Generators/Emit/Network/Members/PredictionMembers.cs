namespace FastOpt.Generators.Emit.Network.Members;

/// <summary>Prints what uses a network without changing it: outputs and the mean loss, over any number of examples.</summary>
internal static class PredictionMembers
{
    public static void Emit(SourceWriter writer, NetworkText text) => writer.Line($$"""
        /// <summary>Writes the last layer's output (logits for softmax cross-entropy) for any number of examples. Allocates nothing.</summary>
        /// <param name="inputs">[examples × InputSize], at least one example.</param>
        /// <param name="outputs">[examples × OutputSize].</param>
        /// <exception cref="global::System.ArgumentException">A length does not fit.</exception>
        /// <exception cref="global::System.InvalidOperationException">Another call is running.</exception>
        public void Predict({{NetworkText.Read("float")}} inputs, {{NetworkText.Write("float")}} outputs)
        {
            {{text.CheckBatch("examples", "int.MaxValue")}}
            {{text.Check("CheckOutputs", "outputs, examples, OutputSize, inputs")}}
            {{text.Enter("Predict")}}
                {{text.Field}}.Predict(inputs, outputs, examples);
        }

        /// <summary>The mean loss over any number of examples; nothing is updated and nothing allocated.</summary>
        /// <param name="inputs">[examples × InputSize], at least one example.</param>
        /// <param name="{{text.Targets}}">{{text.TargetShape("examples")}}.</param>
        /// <returns>The mean loss.</returns>
        /// <exception cref="global::System.ArgumentException">A length or a value does not fit.</exception>
        /// <exception cref="global::System.InvalidOperationException">Another call is running.</exception>
        public float Evaluate({{text.BatchParameters}})
        {
            {{text.CheckBatch("examples", "int.MaxValue")}}
            {{text.CheckTargets("examples")}}
            {{text.Enter("Evaluate")}}
                return {{text.Field}}.Evaluate(inputs, {{text.Targets}}, examples);
        }

        /// <summary>
        /// A view that predicts on any number of threads at once, also while this network trains, with the weights as they are now; predictors created earlier get them too.
        /// </summary>
        /// <param name="maxBatch">Examples that pass through the layers together, at least 1; a call of the predictor may bring any number.</param>
        /// <param name="fold">{{Fold(text)}}</param>
        /// <exception cref="global::System.ArgumentOutOfRangeException"><paramref name="maxBatch"/> is below 1, or the predictor's rows would exceed the largest array.</exception>
        /// <exception cref="global::System.InvalidOperationException">Another call is running.</exception>
        public global::FastOpt.Predictor CreatePredictor(int maxBatch = 64, bool fold = false)
        {
            {{text.Enter("CreatePredictor")}}
                return {{text.Field}}.CreatePredictor(maxBatch{{(text.Program.Folded.Count > 0 ? ", fold" : "")}}, Step);
        }

        /// <summary>Gives the weights as they are now to all predictors, at once: each of their calls has either the old ones or these. Without predictors it does nothing.</summary>
        /// <exception cref="global::System.InvalidOperationException">Another call is running.</exception>
        public void Publish()
        {
            {{text.Enter("Publish")}}
                {{text.Field}}.Publish(Step);
        }
        """);

    private static string Fold(NetworkText text)
    {
        string layers = string.Join(", ", text.Program.Foldings.Select(static folding => folding.Map.Y.Name));
        return layers.Length == 0
            ? "Without effect here: no layer of this network can become part of the weights in front of it."
            : $"Whether the weights in front of them take over {layers}: faster, with other last places.";
    }
}
