namespace FastOpt.Generators.Tests.Harness;

/// <summary>Rules as a user would write them.</summary>
internal static class Samples
{
    public const string Lion =
        """
        namespace Samples;

        /// <summary>Lion.</summary>
        [Optimizer]
        public readonly partial record struct Lion(double LearningRate = 1e-4, double Beta1 = 0.9, double Beta2 = 0.99, double WeightDecay = 0)
        {
            /// <summary>Updates.</summary>
            public void Update(ref float weight, float gradient, ref float momentum)
            {
                float direction = MathF.Sign((float)Beta1 * momentum + (float)(1 - Beta1) * gradient);
                weight -= (float)LearningRate * (direction + (float)WeightDecay * weight);
                momentum = (float)Beta2 * momentum + (float)(1 - Beta2) * gradient;
            }
        }
        """;

    /// <summary>A residual block with normalizations, and a layer of classes.</summary>
    public const string Residual =
        """
        [Network(8)]
        [Mark("in"), Dense(8), BatchNorm, Relu, Dense(8), BatchNorm, Add("in"), Relu]
        [Dense(3), SoftmaxCrossEntropy]
        public sealed partial class Residual;
        """;

    public const string Momentum =
        """
        namespace Samples;

        /// <summary>How the step looks ahead.</summary>
        public enum Lookahead
        {
            /// <summary>Not at all.</summary>
            None,

            /// <summary>By one step.</summary>
            Nesterov = 3,
        }

        /// <summary>Everything that is uniform: bool, enum, int, float, double, long.</summary>
        [Optimizer]
        public partial struct Momentum(float rate = 0.1f, double momentum = 0.9, bool nesterov = false, Lookahead lookahead = Lookahead.Nesterov, int warmup = 3)
        {
            private static readonly float Gain = 1.5f / 3;

            /// <summary>The momentum.</summary>
            public double Share => momentum;

            /// <summary>Updates.</summary>
            public void Update(ref float weight, float gradient, ref float buffer, ref float previous, long step)
            {
                double scale = 1;
                if (step < warmup)
                    scale = (double)step / warmup;
                else if (lookahead == Lookahead.None)
                    scale = 0.5;
                float g = gradient;
                if (nesterov)
                {
                    g += (float)Share * (gradient - previous);
                    if (g > 1f)
                        g = 1f;
                }

                previous = gradient;
                buffer = (float)momentum * buffer + g;
                weight -= rate * Gain * (float)scale * buffer;
            }
        }
        """;

    public const string Mish =
        """
        namespace Samples;

        /// <summary>Mish.</summary>
        [Activation]
        public readonly partial record struct Mish
        {
            /// <summary>Applies.</summary>
            public static float Apply(float x) => x * MathF.Tanh(MathF.Log(1 + MathF.Exp(x)));
        }
        """;

    public const string LogCosh =
        """
        namespace Samples;

        /// <summary>LogCosh.</summary>
        [Loss]
        public readonly partial record struct LogCosh
        {
            /// <summary>Applies.</summary>
            public static float Apply(float prediction, float target) => MathF.Log(MathF.Cosh(prediction - target));
        }
        """;

    public const string Curves =
        """
        namespace Samples;

        /// <summary>Curves.</summary>
        public static partial class Curves
        {
            private const int Bias = 127;

            /// <summary>A bump of a <paramref name="width"/>.</summary>
            [Vectorized]
            public static float Bump(float x, float width) => MathF.Exp(-x * x / (width * width));

            /// <summary>2 to a whole number.</summary>
            [Vectorized]
            public static float Power(int n) => BitConverter.Int32BitsToSingle((n + Bias) << 23);

            /// <summary>An exponential by bit tricks.</summary>
            [Vectorized]
            public static float FastExp(float x)
            {
                float t = MathF.Min(MathF.Max(x, -87f), 88f) * 1.44269504f;
                int n = (int)MathF.Round(t);
                float r = MathF.FusedMultiplyAdd(-n, 1f, t) * 0.69314718f;
                float p = 1f;
                for (int i = 6; i >= 1; i--)
                    p = p * r / i + 1f;
                return float.IsNaN(x) ? x : p * Power(n);
            }

            /// <summary>The exponent.</summary>
            [Vectorized]
            public static int Exponent(float x) => ((BitConverter.SingleToInt32Bits(x) >> 23) & 0xFF) - Bias;

            /// <summary>Pieces.</summary>
            [Vectorized]
            public static float Pieces(float x, bool mirrored, double scale)
            {
                float s = mirrored ? -x : x;
                if (s < -1f)
                    return -1f;
                if (s < 0f && !(s < -0.5f))
                {
                    s *= 0.5f;
                    return s;
                }

                return (float)Math.Pow(scale, 2) * s switch { > 2f => 2f, _ => s };
            }
        }
        """;

    public const string HousePrices =
        """
        namespace Samples;

        /// <summary>House prices.</summary>
        [Network(8), Dense(32), Activation<Mish>, Dense(1), Loss<LogCosh>, Optimizer<Lion>]
        public sealed partial class HousePrices;
        """;

    public const string Digits =
        """
        namespace Samples;

        /// <summary>Digits.</summary>
        [Network(28 * 28)]
        [Dense(128), Relu]
        [Dense(10)]
        [SoftmaxCrossEntropy]
        [Adam(LearningRate = 1e-3)]
        public sealed partial class Digits;
        """;
}
