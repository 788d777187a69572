using System.Runtime.CompilerServices;
using FastOpt.Reference;
using FastOpt.Runtime;
using FastOpt.Tests.Harness;

namespace FastOpt.Tests.Runtime;

/// <summary>
/// An activation on the sums of a convolution, and a derivative on those of its input gradient, give the bits that they give when they pass over what the sums
/// left, whether they run in registers or are too long for that.
/// </summary>
public class ConvolutionEndTests
{
    private const int Rows = 3;

    /// <summary>Channels and filters of all groups, groups, height and width of the image.</summary>
    public static TheoryData<int, int, int, int, int> Cases => new(
    [
        (3, 6, 1, 7, 10), (12, 16, 1, 5, 12), (8, 20, 1, 6, 7), (40, 24, 1, 4, 14), (9, 33, 1, 3, 33), (12, 24, 4, 5, 8), (32, 32, 2, 3, 9),
        (600, 17, 1, 3, 5),
        .. from width in new[] { 1, 2, 3, 4, 6, 12, 15, 16, 20, 24, 28, 40, 56 } // every tile: those of one row, those of two, and rests
           from filters in new[] { 3, 6, 16, 20 }
           from height in new[] { 3, 4 }
           select (23 - filters, filters, 1, height, width),
    ]);

    [Theory]
    [MemberData(nameof(Cases))]
    public void AnActivationIsThatOfTheSums(int channels, int filters, int groups, int height, int width)
    {
        Check(new Relu().GetCoefficients());
        Check(new Gelu().GetCoefficients());

        void Check<TActivation>(in TActivation activation)
            where TActivation : struct, IActivationLanes
        {
            var images = new Case(channels, filters, groups, height, width);
            float[] expected = images.Forward(default(NoActivation)), actual = images.Forward(activation);
            ActivationPass.Apply(ref expected[0], ref expected[0], images.ResultStride, activation, Rows, height * width * filters);
            Closeness.AssertSameBits(images.Results(expected), images.Results(actual), typeof(TActivation).ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void ADerivativeIsTakenOfTheSums(int channels, int filters, int groups, int height, int width)
    {
        Check(new Relu().GetCoefficients());
        Check(new Tanh().GetCoefficients());
        Check(new Gelu().GetCoefficients());

        void Check<TActivation>(in TActivation activation)
            where TActivation : struct, IActivationLanes
        {
            var images = new Case(channels, filters, groups, height, width);
            float[] expected = images.InputGradient(default(NoActivation)), actual = images.InputGradient(activation);
            ActivationPass.Gradient(ref expected[0], ref images.Kept[0], ref expected[0], images.ImageStride, activation, Rows, height * width * channels);
            Closeness.AssertSameBits(images.Images(expected), images.Images(actual), typeof(TActivation).ToString());
        }
    }

    private sealed class Case
    {
        private readonly int _image, _result;
        private readonly float[] _inputs, _weights, _bias, _gradients, _scratch;

        public Case(int channels, int filters, int groups, int height, int width)
        {
            Window = new Window((channels, height, width), (filters, height, width), (3, 3), (1, 1), (1, 1), (1, 1), groups);
            (_image, _result) = (height * width * channels, height * width * filters);
            (ImageStride, ResultStride) = ((_image + 15) & ~15, (_result + 15) & ~15);
            var generator = new IntegerGenerator((ulong)((1000 * channels) + filters));
            _inputs = generator.Floats(Rows * ImageStride);
            _gradients = generator.Floats(Rows * ResultStride);
            _weights = generator.Floats(filters * (channels / groups) * 9);
            _bias = generator.Floats(filters);
            Kept = generator.Floats(Rows * ImageStride);
            int most = Math.Max(channels, filters) / groups, padded = 32 * groups * ((most / 32) + 1);
            _scratch = new float[(20 * padded * ((9 * most) + 1)) + (8 * (height + 2) * (width + 2) * (channels + filters)) + 4096];
        }

        public Window Window { get; }

        public int ImageStride { get; }

        public int ResultStride { get; }

        public float[] Kept { get; }

        public float[] Forward<TActivation>(in TActivation activation)
            where TActivation : struct, IActivationLanes
        {
            var outputs = new float[Rows * ResultStride];
            Convolution.Forward(
                ref _inputs[0], ImageStride, ref _weights[0], ref _bias[0], ref outputs[0], ResultStride, ref Unsafe.NullRef<float>(), activation,
                ref _scratch[0], Rows, Window);
            return outputs;
        }

        public float[] InputGradient<TActivation>(in TActivation activation)
            where TActivation : struct, IActivationLanes
        {
            var results = new float[Rows * ImageStride];
            Convolution.InputGradient(
                ref _gradients[0], ResultStride, ref _weights[0], ref results[0], ImageStride, ref Kept[0], activation, ref _scratch[0], Rows, Window);
            return results;
        }

        /// <summary>Rows without what pads them.</summary>
        public float[] Results(float[] rows) => WithoutPadding(rows, ResultStride, _result);

        /// <summary>The same of images.</summary>
        public float[] Images(float[] rows) => WithoutPadding(rows, ImageStride, _image);

        private static float[] WithoutPadding(float[] rows, int stride, int width) =>
            [.. Enumerable.Range(0, Rows).SelectMany(row => rows.AsSpan(row * stride, width).ToArray())];
    }
}
