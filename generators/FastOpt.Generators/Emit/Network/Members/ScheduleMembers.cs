namespace FastOpt.Generators.Emit.Network.Members;

/// <summary>Prints a network's clock and its learning rate. An optimizer without a learning rate has nothing to schedule.</summary>
internal static class ScheduleMembers
{
    public static void Emit(SourceWriter writer, NetworkText text)
    {
        writer.Line($$"""
            /// <summary>Training steps taken.</summary>
            public long Step => {{text.Field}}.Step;

            /// <summary>Epochs completed, as TrainEpoch counts them; a training loop of your own sets it, for schedules that count epochs.</summary>
            /// <exception cref="global::System.ArgumentOutOfRangeException">It is set to less than 0.</exception>
            /// <exception cref="global::System.InvalidOperationException">It is set while another call is running.</exception>
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
            /// <summary>How the learning rate runs: the optimizer's own rate is what the schedule starts from. Null for a constant rate.</summary>
            /// <exception cref="global::System.InvalidOperationException">It is set while another call is running.</exception>
            public global::FastOpt.Schedule? Schedule
            {
                get => {{text.Field}}.Schedule;
                set
                {
                    {{text.Enter("Schedule")}}
                        {{text.Field}}.Schedule = value;
                }
            }

            /// <summary>
            /// The learning rate in force: the one that the next step takes. A step whose rate is out of the optimizer's range is refused, and changes nothing.
            /// </summary>
            public double LearningRate => {{text.Field}}.LearningRate;
            """);
    }
}
