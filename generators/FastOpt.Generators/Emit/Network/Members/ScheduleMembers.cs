namespace FastOpt.Generators.Emit.Network.Members;

/// <summary>Prints a network's clock and its learning rate. An optimizer without a learning rate has nothing to schedule.</summary>
internal static class ScheduleMembers
{
    public static void Emit(SourceWriter writer, NetworkText text)
    {
        writer.Line($$"""
            /// <inheritdoc/>
            public long Step => {{text.Field}}.Step;

            /// <inheritdoc/>
            public long Epoch
            {
                get => {{text.Field}}.Epoch;
                set
                {
                    {{text.Check("CheckEpoch", "value")}}
                    {{text.Enter("Epoch")}}
                        {{text.Field}}.Epoch = value;
                }
            }
            """);
        if (text.Spec.OptimizerInForce.LearningRateType is null)
            return;
        writer.Line();
        writer.Line($$"""
            /// <inheritdoc/>
            public global::FastOpt.Schedule? Schedule
            {
                get => {{text.Field}}.Schedule;
                set
                {
                    {{text.Enter("Schedule")}}
                        {{text.Field}}.Schedule = value;
                }
            }

            /// <inheritdoc/>
            public double LearningRate => {{text.Field}}.LearningRate;
            """);
    }
}
