using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using FastOpt.Reference;
using FastOpt.Runtime;
using FastOpt.Tests.Harness;

namespace FastOpt.Tests.Runtime;

/// <summary>
/// Convolutions forward: each sum has the bits of a plain loop that adds its terms by row, pixel and channel, whatever tile it is taken in, whether images come
/// alone, in pairs or in halves, and whether filters are laid out now or kept so; and nothing is read or written behind the last image.
/// </summary>
public class ConvolutionTests
{
    /// <summary>Height and width of the image, of the window, its stride and its padding.</summary>
    private static readonly (int Height, int Width, int KernelHeight, int KernelWidth, int Stride, int Padding)[] Shapes =
    [
        .. Enumerable.Range(1, 30).Select(static width => (3, width, 1, Math.Min(3, width), 1, 0)), // every remainder of a row, and two rows at a time
        .. from height in new[] { 2, 4, 6 } from width in Enumerable.Range(1, 15) select (height, width, 1, Math.Min(3, width), 1, 0), // halves of an image
        .. Enumerable.Range(31, 32).Select(static width => (1, width, 1, 3, 1, 0)),
        (6, 12, 3, 3, 1, 1), (7, 11, 5, 5, 1, 2), (9, 10, 3, 2, 2, 0), (8, 16, 2, 2, 2, 1), (3, 3, 3, 3, 1, 0),
    ];

    public static TheoryData<int, int, int> Cases => new(
        from filters in new[] { 1, 3, 4, 6, 8, 9, 16, 17, 40 }
        from channels in new[] { 1, 3 }
        from rows in new[] { 1, 2, 5 }
        select (filters, channels, rows));

    [Theory]
    [MemberData(nameof(Cases))]
    public void SumsAreThoseOfAPlainLoop(int filters, int channels, int rows)
    {
        Assert.SkipUnless(GuardedMemory<float>.IsSupported, "Guard pages are made with mmap.");
        foreach ((int height, int width, int kernelHeight, int kernelWidth, int stride, int padding) in Shapes)
        {
            (int resultHeight, int resultWidth) =
                (((height + (2 * padding) - kernelHeight) / stride) + 1, ((width + (2 * padding) - kernelWidth) / stride) + 1);
            var window = new Window(
                (channels, height, width),
                (filters, resultHeight, resultWidth),
                (kernelHeight, kernelWidth),
                (stride, stride),
                (1, 1),
                (padding, padding),
                1);
            var generator = new IntegerGenerator((ulong)((100 * filters) + channels));
            int terms = kernelHeight * kernelWidth * channels, image = height * width * channels, result = resultHeight * resultWidth * filters;
            float[] weights = generator.Floats(filters * terms), bias = generator.Floats(filters), given = generator.Floats(rows * image);
            float[] kept = new float[2 * 64 * (terms + 1)];
            float[] scratch = new float[(2 * 64 * (terms + 1)) + (8 * (height + (2 * padding)) * (width + (2 * padding)) * channels) + 256];
            foreach (GuardSide side in Enum.GetValues<GuardSide>())
            {
                using var inputs = new GuardedMemory<float>(given, side, readOnly: true);
                using var outputs = new GuardedMemory<float>(new float[rows * result], side);
                ref float first = ref MemoryMarshal.GetReference(inputs.Span);
                ref float start = ref (filters % 3 == 0 ? ref Unsafe.NullRef<float>() : ref bias[0]);
                ref float to = ref MemoryMarshal.GetReference(outputs.Span);
                ref float laidOut = ref Unsafe.NullRef<float>();
                if (side == GuardSide.After)
                {
                    laidOut = ref kept[0];
                    Convolution.LayOut(ref weights[0], ref start, ref laidOut, window);
                }

                Convolution.Forward(
                    ref first, image, ref weights[0], ref start, ref to, result, ref laidOut, default(NoActivation), ref scratch[0], rows, window);
                var expected = new float[rows * result];
                for (int i = 0; i < expected.Length; i++)
                {
                    (int row, int at, int filter) = (i / result, i % result / filters, i % filters);
                    (int top, int left) = ((at / resultWidth * stride) - padding, (at % resultWidth * stride) - padding);
                    expected[i] = Sum(given.AsSpan(row * image, image), weights.AsSpan(filter * terms, terms), filters % 3 == 0 ? 0 : bias[filter], top, left);
                }

                string shape = $"{height}×{width}, window {kernelHeight}×{kernelWidth}, stride {stride}, padding {padding}";
                Closeness.AssertSameBits(expected, outputs.Span, shape);
            }

            float Sum(ReadOnlySpan<float> seen, ReadOnlySpan<float> filter, float sum, int top, int left)
            {
                for (int y = 0; y < kernelHeight; y++)
                {
                    for (int x = 0; x < kernelWidth; x++)
                    {
                        for (int channel = 0; channel < channels; channel++)
                        {
                            bool isInside = top + y >= 0 && top + y < height && left + x >= 0 && left + x < width;
                            float value = isInside ? seen[((((top + y) * width) + left + x) * channels) + channel] : 0;
                            sum = MultiplyAdd(value, filter[(((channel * kernelHeight) + y) * kernelWidth) + x], sum);
                        }
                    }
                }

                return sum;
            }
        }
    }

    /// <summary>Rounded once where vectors of the width that runs are.</summary>
    private static float MultiplyAdd(float left, float right, float addend) =>
        Fma.IsSupported || AdvSimd.IsSupported ? MathF.FusedMultiplyAdd(left, right, addend) : (left * right) + addend;
}
