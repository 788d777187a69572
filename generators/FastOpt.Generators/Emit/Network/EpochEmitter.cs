using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network;

/// <summary>Prints an epoch: mini-batches in order, or gathered by an order.</summary>
internal static class EpochEmitter
{
    public static void Emit(SourceWriter writer, NetworkText text)
    {
        string width = text.HasLabels ? "1" : "OutputSize";
        // A step that is left out has no part in the mean.
        bool skips = text.Spec.NonFinite == NonFiniteStep.SkipStep;
        bool divides = text.Spec.DividesByWeights;
        string add = skips ? "double lossOfStep =" : "loss +=";
        string before = (skips ? $"{(divides ? "" : "int taken = 0;\n    ")}long skipped = SkippedSteps;" : "") + (divides ? $"{(skips ? "\n    " : "")}double weight = 0;" : "");
        string after = skips ? $$"""
            if (SkippedSteps == skipped)
                    {
                        loss += lossOfStep;
                        {{(divides ? "weight += _weight;" : "taken += count;")}}
                    }

                    skipped = SkippedSteps;
            """ : divides ? "weight += _weight;" : "";
        string times = text.HasLabels ? "" : " * OutputSize";
        writer.Line($$"""
            // Room for one batch, made by the first epoch that has an order.
            private float[]? _gatheredInputs;
            private {{text.Target}}[]? _gatheredTargets;

            internal float TrainEpoch({{text.BatchParameters}}, {{NetworkText.Read("int")}} order, int batch)
            {
                int examples = order.IsEmpty ? inputs.Length / InputSize : order.Length;
                double loss = 0;
                {{before}}
                for (int done = 0; done < examples; done += batch)
                {
                    int count = global::System.Math.Min(batch, examples - done);
                    {{add}} order.IsEmpty
                        ? TrainStepLoss(inputs.Slice(done * InputSize, count * InputSize), {{text.Targets}}.Slice(done{{times}}, count{{times}}), count)
                        : TrainStepLoss(
                            engine::RowGather.Copy(inputs, order.Slice(done, count), InputSize, _gatheredInputs ??= new float[(long)MaxBatch * InputSize]),
                            engine::RowGather.Copy({{text.Targets}}, order.Slice(done, count), {{width}}, _gatheredTargets ??= new {{text.Target}}[{{(text.HasLabels ? "MaxBatch" : "(long)MaxBatch * OutputSize")}}]),
                            count);
                    {{after}}
                }

                Epoch++;
                return {{text.MeanOf("loss", skips ? "taken" : "examples", "weight")}};
            }
            """);
    }
}
