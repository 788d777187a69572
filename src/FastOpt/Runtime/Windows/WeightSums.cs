using System.Runtime.CompilerServices;

namespace FastOpt.Runtime;

/// <summary>
/// Adds one image to the sums of a convolution's weight gradient: <c>sums[term, f] += Σ plane[…] · gradients[y, x, f]</c>, laid out as the weights' panels are.
/// Rows are taken in strips that stay in the first-level cache; the sums go to memory between strips, exactly.
/// </summary>
internal static class WeightSums<TVectors, TVector>
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
{
    /// <summary>Floats of a strip: what it reads of the image and of the gradients.</summary>
    private const int StripFloats = 6144;

    private static int Wide => 2 * TVectors.Lanes;

    /// <summary>A thread's share of the panels of all groups.</summary>
    public static PanelRange Share(in Correlated correlated, Part part)
    {
        int panels = correlated.Groups * PanelsOfGroup(correlated);
        (int first, int end) = (part.First(panels, 1), part.End(panels, 1));
        int start = Start(correlated, first);
        return new PanelRange(first, end, start, Start(correlated, end) - start);
    }

    /// <summary>Adds an image.</summary>
    /// <param name="plane">The image.</param>
    /// <param name="shape">Its extents.</param>
    /// <param name="correlated">The convolution.</param>
    /// <param name="gradients">[height, width, groups · filters].</param>
    /// <param name="sums">The sums of all panels.</param>
    /// <param name="panels">The panels that are this thread's.</param>
    public static void Add(ref float plane, in Plane shape, in Correlated correlated, ref float gradients, ref float sums, PanelRange panels)
    {
        int channels = correlated.ResultChannels;
        nint pixel = (nint)correlated.Stride.Right * shape.Channels;
        nint row = (nint)correlated.Stride.Down * shape.RowFloats;
        var steps = new SumSteps(correlated.Width, pixel, row, channels, (nint)correlated.Width * channels);
        int strip = (int)Math.Max(1, StripFloats / (correlated.Width * (pixel + channels)));
        for (int y = 0; y < correlated.Height; y += strip)
        {
            int rows = Math.Min(strip, correlated.Height - y);
            for (int panel = panels.First; panel < panels.End; panel++)
            {
                (int group, int filter) = Place(correlated, panel);
                AddPanel(
                    ref Unsafe.Add(ref plane, (y * row) + ((nint)group * correlated.Channels)),
                    steps,
                    correlated,
                    ref Unsafe.Add(ref gradients, (y * steps.GradientRow) + (group * correlated.Filters) + filter),
                    rows,
                    ref Unsafe.Add(ref sums, Offset(correlated, group, filter)),
                    correlated.Filters - filter > TVectors.Lanes);
            }
        }
    }

    /// <summary>The group and the first filter of a panel.</summary>
    public static (int Group, int Filter) Place(in Correlated correlated, int panel)
    {
        int ofGroup = PanelsOfGroup(correlated);
        return (panel / ofGroup, panel % ofGroup * Wide);
    }

    /// <summary>Where a panel's sums stand.</summary>
    public static nint Offset(in Correlated correlated, int group, int filter) =>
        (((nint)group * Correlation<TVectors, TVector>.PaddedPanels(correlated.Filters)) + filter) * correlated.Count;

    private static int Start(in Correlated correlated, int panel)
    {
        (int group, int filter) = Place(correlated, panel);
        return (int)Offset(correlated, group, filter);
    }

    private static int PanelsOfGroup(in Correlated correlated) => (correlated.Filters + Wide - 1) / Wide;

    private static void AddPanel(
        ref float seen, in SumSteps steps, in Correlated correlated, ref float gradients, int rows, ref float sums, bool isWide)
    {
        WindowTerms terms = correlated.Terms;
        int width = isWide ? Wide : TVectors.Lanes;
        for (int row = 0; row < terms.Rows; row++)
        {
            for (int segment = 0; segment < terms.Segments; segment++)
            {
                ref float start = ref Unsafe.Add(ref seen, (row * terms.RowStep) + (segment * terms.SegmentStep));
                ref float sum = ref Unsafe.Add(ref sums, (nint)((row * terms.Segments) + segment) * terms.Length * width);
                for (int term = 0; term < terms.Length;)
                {
                    int tile = EvenTiles.First(terms.Length - term, MostTerms);
                    Run(isWide, tile, ref Unsafe.Add(ref start, term), steps, ref gradients, rows, ref Unsafe.Add(ref sum, (nint)term * width), width);
                    term += tile;
                }
            }
        }
    }

    private static int MostTerms => VectorWidth.HasManyRegisters ? 8 : 6;

    private static void Run(bool isWide, int terms, ref float start, in SumSteps steps, ref float gradients, int rows, ref float sums, nint width)
    {
        switch (isWide, terms)
        {
            case (true, 8):
                WideSums<TVectors, TVector>.Of8(ref start, steps, ref gradients, rows, ref sums, width);
                break;
            case (true, 7):
                WideSums<TVectors, TVector>.Of7(ref start, steps, ref gradients, rows, ref sums, width);
                break;
            case (true, 6):
                WideSums<TVectors, TVector>.Of6(ref start, steps, ref gradients, rows, ref sums, width);
                break;
            case (true, 5):
                WideSums<TVectors, TVector>.Of5(ref start, steps, ref gradients, rows, ref sums, width);
                break;
            case (true, 4):
                WideSums<TVectors, TVector>.Of4(ref start, steps, ref gradients, rows, ref sums, width);
                break;
            case (true, 3):
                WideSums<TVectors, TVector>.Of3(ref start, steps, ref gradients, rows, ref sums, width);
                break;
            case (true, 2):
                WideSums<TVectors, TVector>.Of2(ref start, steps, ref gradients, rows, ref sums, width);
                break;
            case (true, _):
                WideSums<TVectors, TVector>.Of1(ref start, steps, ref gradients, rows, ref sums, width);
                break;
            case (false, 8):
                NarrowSums<TVectors, TVector>.Of8(ref start, steps, ref gradients, rows, ref sums, width);
                break;
            case (false, 7):
                NarrowSums<TVectors, TVector>.Of7(ref start, steps, ref gradients, rows, ref sums, width);
                break;
            case (false, 6):
                NarrowSums<TVectors, TVector>.Of6(ref start, steps, ref gradients, rows, ref sums, width);
                break;
            case (false, 5):
                NarrowSums<TVectors, TVector>.Of5(ref start, steps, ref gradients, rows, ref sums, width);
                break;
            case (false, 4):
                NarrowSums<TVectors, TVector>.Of4(ref start, steps, ref gradients, rows, ref sums, width);
                break;
            case (false, 3):
                NarrowSums<TVectors, TVector>.Of3(ref start, steps, ref gradients, rows, ref sums, width);
                break;
            case (false, 2):
                NarrowSums<TVectors, TVector>.Of2(ref start, steps, ref gradients, rows, ref sums, width);
                break;
            default:
                NarrowSums<TVectors, TVector>.Of1(ref start, steps, ref gradients, rows, ref sums, width);
                break;
        }
    }
}
