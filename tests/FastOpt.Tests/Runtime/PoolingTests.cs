using System.Runtime.CompilerServices;
using FastOpt.Reference;
using FastOpt.Runtime;
using FastOpt.Tests.Harness;

namespace FastOpt.Tests.Runtime;

/// <summary>
/// The largest value of a window, element by element: the first of equal ones, NaN above all; its gradient goes where it came from. For channels that leave
/// every remainder of a vector.
/// </summary>
public class PoolingTests
{
    private const int Height = 6, Width = 4, Rows = 3;

    private static readonly (int Size, int Stride, int Padding)[] Shapes = [(2, 2, 0), (2, 1, 0), (2, 2, 1), (3, 1, 1), (3, 2, 1), (4, 3, 0), (1, 3, 0)];

    public static TheoryData<int, int, int, int> Windows => new(
        from channels in new[] { 1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17, 21, 33 }
        from shape in Shapes
        select (channels, shape.Size, shape.Stride, shape.Padding));

    [Theory]
    [MemberData(nameof(Windows))]
    public void TheFirstLargestIsTakenAndNaNAboveAll(int channels, int size, int stride, int padding)
    {
        (int height, int width) = (((Height + (2 * padding) - size) / stride) + 1, ((Width + (2 * padding) - size) / stride) + 1);
        var window = new Window((channels, Height, Width), (channels, height, width), (size, size), (stride, stride), (1, 1), (padding, padding), 1);
        (int image, int result) = (Height * Width * channels, height * width * channels);
        (int imageStride, int resultStride) = (Padded(image), Padded(result));

        // Few values, so that many are equal; one in 16 is NaN, and there are both zeros.
        var generator = new IntegerGenerator((ulong)(channels + (100 * size)));
        float[] inputs = [.. Enumerable.Range(0, Rows * imageStride).Select(_ => generator.NextInt32(16) switch
        {
            0 => float.NaN,
            1 => -0f,
            2 => float.NegativeInfinity,
            int drawn => (drawn % 4) - 1,
        })];
        float[] gradients = generator.Floats(Rows * resultStride);
        gradients[0] = -0f;
        var (outputs, places, back) = (new float[Rows * resultStride], new float[Rows * resultStride], new float[Rows * imageStride]);
        Array.Fill(back, 7);
        Pooling.Largest(ref inputs[0], imageStride, ref outputs[0], resultStride, ref places[0], resultStride, Rows, window);
        var alone = new float[Rows * resultStride];
        Pooling.Largest(ref inputs[0], imageStride, ref alone[0], resultStride, ref Unsafe.NullRef<float>(), 0, Rows, window);
        Pooling.LargestGradient(ref gradients[0], resultStride, ref places[0], resultStride, ref back[0], imageStride, Rows, window);

        var expectedBack = new float[Rows * imageStride];
        for (int i = 0; i < Rows * height * width * channels; i++)
        {
            (int row, int place, int channel) = (i / result, i % result / channels, i % channels);
            int taken = Taken(inputs, row * imageStride, channels, channel, (place / width * stride) - padding, (place % width * stride) - padding, size);
            int at = (row * resultStride) + (i % result);
            Assert.Equal(BitConverter.SingleToInt32Bits(inputs[taken]), BitConverter.SingleToInt32Bits(outputs[at]));
            expectedBack[taken] += gradients[at];
        }

        Closeness.AssertSameBits(outputs, alone, "without places");
        for (int row = 0; row < Rows; row++)
            Closeness.AssertSameBits(expectedBack.AsSpan(row * imageStride, image), back.AsSpan(row * imageStride, image), $"row {row}, gradients");
    }

    /// <summary>The last image may end where memory does, and so may its results.</summary>
    [Theory]
    [MemberData(nameof(Windows))]
    public void NothingIsReadOrWrittenBehindTheLastImage(int channels, int size, int stride, int padding)
    {
        Assert.SkipUnless(GuardedMemory<float>.IsSupported, "Guard pages are made with mmap.");
        (int height, int width) = (((Height + (2 * padding) - size) / stride) + 1, ((Width + (2 * padding) - size) / stride) + 1);
        var window = new Window((channels, Height, Width), (channels, height, width), (size, size), (stride, stride), (1, 1), (padding, padding), 1);
        (int image, int result) = (Height * Width * channels, height * width * channels);
        foreach (GuardSide side in Enum.GetValues<GuardSide>())
        {
            using var inputs = new GuardedMemory<float>(new IntegerGenerator(3).Floats(image), side, readOnly: true);
            using var gradients = new GuardedMemory<float>(new IntegerGenerator(4).Floats(result), side, readOnly: true);
            using var outputs = new GuardedMemory<float>(new float[result], side);
            using var places = new GuardedMemory<float>(new float[result], side);
            using var back = new GuardedMemory<float>(new float[image], side);
            Pooling.Largest(ref First(inputs), image, ref First(outputs), result, ref First(places), result, 1, window);
            Pooling.Largest(ref First(inputs), image, ref First(outputs), result, ref Unsafe.NullRef<float>(), 0, 1, window);
            Pooling.LargestGradient(ref First(gradients), result, ref First(places), result, ref First(back), image, 1, window);
            Pooling.Mean(ref First(inputs), image, ref First(outputs), result, 1, window);
            Pooling.MeanGradient(ref First(gradients), result, ref First(back), image, 1, window);
        }

        static ref float First(GuardedMemory<float> memory) => ref System.Runtime.InteropServices.MemoryMarshal.GetReference(memory.Span);
    }

    /// <summary>PyTorch's definition: in the order of the scan, what is larger takes the place, and a NaN always does.</summary>
    private static int Taken(float[] inputs, int start, int channels, int channel, int top, int left, int size)
    {
        int taken = -1;
        for (int y = Math.Max(0, top); y < Math.Min(Height, top + size); y++)
        {
            for (int x = Math.Max(0, left); x < Math.Min(Width, left + size); x++)
            {
                int at = start + (((y * Width) + x) * channels) + channel;
                if (taken < 0 || inputs[at] > inputs[taken] || float.IsNaN(inputs[at]))
                    taken = at;
            }
        }

        return taken;
    }

    private static int Padded(int floats) => (floats + 15) / 16 * 16;
}
