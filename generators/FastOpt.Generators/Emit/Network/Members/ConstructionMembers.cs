using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network.Members;

/// <summary>Prints the sizes of a network, its constructor and what was constructed.</summary>
internal static class ConstructionMembers
{
    public static void Emit(SourceWriter writer, NetworkText text) => writer.Line($$"""
        private readonly {{text.Compiled}} {{text.Field}};

        /// <summary>Floats per example.</summary>
        public const int InputSize = {{Literals.Number(text.Spec.Inputs)}};

        /// <summary>Outputs per example.</summary>
        public const int OutputSize = {{Literals.Number(text.Spec.Outputs)}};

        /// <summary>Scalars of all parameters, those of frozen layers included.</summary>
        public const int ParameterCount = {{Literals.Number(PlanComment.ParameterCount(text.Program))}};

        /// <summary>Constructs the network with freshly initialized parameters; everything that training and predicting need is allocated here, and nothing is to be disposed.</summary>
        /// <param name="maxBatch">The largest batch of one step, at least 1.</param>
        /// <param name="seed">The seed of the initial weights: the same seed gives the same weights on every machine.</param>
        /// <param name="threads">Threads that share a step, at least 1. The results do not depend on it.</param>
        /// <exception cref="global::System.ArgumentOutOfRangeException"><paramref name="maxBatch"/> or <paramref name="threads"/> is below 1, or the buffer would exceed the largest array.</exception>
        public {{text.Type}}(int maxBatch = 64, ulong seed = 0, int threads = 1)
        {
            {{text.Field}} = new {{text.Compiled}}(maxBatch, threads) { Seed = seed };
            {{text.Field}}.LoadParameters({{text.Compiled}}.InitialParameters(seed));
        }

        /// <inheritdoc/>
        public int MaxBatch => {{text.Field}}.MaxBatch;

        /// <inheritdoc/>
        public int Threads => {{text.Field}}.Threads;
        """);
}
