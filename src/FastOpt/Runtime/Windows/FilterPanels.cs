using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FastOpt.Runtime;

/// <summary>Filters laid out for tiles: for each group panels of one or two vectors, for each panel a row of weights for each term of the sum.</summary>
internal static class FilterPanels<TVectors, TVector>
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
{
    /// <summary>Floats of the widest panel.</summary>
    private const int MostFloats = 32;

    /// <summary>Terms that are turned at a time.</summary>
    private const int MostTerms = 16;

    private static int Wide => 2 * TVectors.Lanes;

    /// <summary>The filters as they are, [filters, channels of a group, height, width]: terms by row, pixel, channel.</summary>
    public static void LayOut(ref float weights, in Window window, ref float panels)
    {
        int area = window.KernelHeight * window.KernelWidth;
        var order = new TermOrder(area, window.GroupChannels, 0, 1);
        for (int group = 0; group < window.Groups; group++)
        {
            for (int first = 0; first < window.GroupFilters; first += Wide)
            {
                int width = Correlation<TVectors, TVector>.PanelWidth(window.GroupFilters, first);
                int filters = Math.Min(width, window.GroupFilters - first);
                ref float source = ref Unsafe.Add(ref weights, (nint)((group * window.GroupFilters) + first) * window.Terms);
                Turn(ref source, window.Terms, filters, window.Terms, order, ref panels, width);
                panels = ref Unsafe.Add(ref panels, (nint)window.Terms * width);
            }
        }
    }

    /// <summary>
    /// The filters turned by 180 degrees, with filters and channels exchanged: what takes the gradient of the result back to the image. Terms by row, pixel,
    /// filter.
    /// </summary>
    public static void LayOutTurned(ref float weights, in Window window, ref float panels)
    {
        int area = window.KernelHeight * window.KernelWidth;
        for (int group = 0; group < window.Groups; group++)
        {
            for (int first = 0; first < window.GroupChannels; first += Wide)
            {
                int width = Correlation<TVectors, TVector>.PanelWidth(window.GroupChannels, first);
                int channels = Math.Min(width, window.GroupChannels - first);
                ref float source = ref Unsafe.Add(ref weights, ((nint)group * window.GroupFilters * window.Terms) + ((nint)first * area));
                for (int filter = 0; filter < window.GroupFilters; filter++)
                {
                    var order = new TermOrder(area, window.GroupFilters, ((area - 1) * window.GroupFilters) + filter, -1);
                    Turn(ref Unsafe.Add(ref source, (nint)filter * window.Terms), area, channels, area, order, ref panels, width);
                }

                panels = ref Unsafe.Add(ref panels, (nint)area * window.GroupFilters * width);
            }
        }
    }

    /// <summary>What the sums of each panel start at: the bias, or zero where there is none.</summary>
    public static void LayOutBias(ref float bias, in Window window, ref float biases)
    {
        int padded = Correlation<TVectors, TVector>.PaddedPanels(window.GroupFilters);
        Span<float> results = MemoryMarshal.CreateSpan(ref biases, window.Groups * padded);
        results.Clear();
        if (Unsafe.IsNullRef(ref bias))
            return;
        for (int group = 0; group < window.Groups; group++)
        {
            MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref bias, (nint)group * window.GroupFilters), window.GroupFilters)
                .CopyTo(results.Slice(group * padded));
        }
    }

    /// <summary>Sums in panels, back to [filters, channels of a group, height, width]; they are added to what stands there, or take its place.</summary>
    public static void Return(ref float sums, in Window window, in Correlated correlated, ref float results, bool adds, int firstPanel, int endPanel)
    {
        var order = new TermOrder(window.KernelHeight * window.KernelWidth, window.GroupChannels, 0, 1);
        for (int panel = firstPanel; panel < endPanel; panel++)
        {
            (int group, int first) = WeightSums<TVectors, TVector>.Place(correlated, panel);
            int width = Correlation<TVectors, TVector>.PanelWidth(window.GroupFilters, first);
            int filters = Math.Min(width, window.GroupFilters - first);
            ref float source = ref Unsafe.Add(ref sums, WeightSums<TVectors, TVector>.Offset(correlated, group, first));
            ref float destination = ref Unsafe.Add(ref results, (nint)((group * window.GroupFilters) + first) * window.Terms);
            TurnBack(ref source, width, window.Terms, filters, order, ref destination, adds);
        }
    }

    /// <summary>The rows of a panel become columns of the filters, some at a time.</summary>
    private static void TurnBack(ref float panel, int width, int terms, int filters, in TermOrder order, ref float results, bool adds)
    {
        Span<float> rows = stackalloc float[MostTerms * MostFloats], columns = stackalloc float[MostTerms * MostFloats];
        ref float row = ref MemoryMarshal.GetReference(rows);
        ref float column = ref MemoryMarshal.GetReference(columns);
        for (int term = 0; term < terms; term += MostTerms)
        {
            int some = Math.Min(MostTerms, terms - term);
            for (int i = 0; i < some; i++)
            {
                ref float from = ref Unsafe.Add(ref panel, (nint)order.RowOf(term + i) * width);
                for (int lane = 0; lane < width; lane += TVectors.Lanes)
                    TVectors.Store(TVectors.Load(ref from, lane), ref row, (i * width) + lane);
            }

            ref float result = ref Unsafe.Add(ref results, term);
            if (!adds)
            {
                PanelTranspose.Write(ref row, width, some, filters, ref result, terms);
                continue;
            }

            PanelTranspose.Write(ref row, width, some, filters, ref column, MostTerms);
            for (int filter = 0; filter < filters; filter++)
            {
                for (int i = 0; i < some; i++)
                    Unsafe.Add(ref result, ((nint)filter * terms) + i) += Unsafe.Add(ref column, (filter * MostTerms) + i);
            }
        }
    }

    /// <summary>Rows become columns of a panel, some at a time; what is behind the last row becomes zero.</summary>
    private static void Turn(ref float source, int stride, int rows, int columns, in TermOrder order, ref float panel, int width)
    {
        Span<float> room = stackalloc float[MostTerms * MostFloats];
        room.Clear();
        ref float tile = ref MemoryMarshal.GetReference(room);
        for (int column = 0; column < columns; column += MostTerms)
        {
            int some = Math.Min(MostTerms, columns - column);
            PanelTranspose.Write(ref Unsafe.Add(ref source, column), stride, rows, some, ref tile, width);
            for (int i = 0; i < some; i++)
            {
                ref float from = ref Unsafe.Add(ref tile, i * width);
                ref float to = ref Unsafe.Add(ref panel, (nint)order.RowOf(column + i) * width);
                for (int lane = 0; lane < width; lane += TVectors.Lanes)
                    TVectors.Store(TVectors.Load(ref from, lane), ref to, lane);
            }
        }
    }

    /// <summary>Where a weight of a filter, which stands by channel and pixel, has its row in a panel: by pixel, then channel.</summary>
    private readonly struct TermOrder(int area, int pixelDistance, int first, int sign)
    {
        public int RowOf(int weight)
        {
            int channel = weight / area;
            return first + (sign * (weight - (channel * area)) * pixelDistance) + channel;
        }
    }
}
