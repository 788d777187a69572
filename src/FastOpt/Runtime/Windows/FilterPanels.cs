using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FastOpt.Runtime;

/// <summary>Filters laid out for tiles: for each group panels of one or two vectors, for each panel a row of weights for each term of the sum.</summary>
internal static class FilterPanels<TVectors, TVector>
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
{
    private static int Wide => 2 * TVectors.Lanes;

    /// <summary>The filters as they are, [filters, channels of a group, height, width]: terms by row, pixel, channel.</summary>
    public static void LayOut(ref float weights, in Window window, ref float panels)
    {
        int area = window.KernelHeight * window.KernelWidth;
        int channels = window.GroupChannels;
        for (int group = 0; group < window.Groups; group++)
        {
            for (int first = 0; first < window.GroupFilters; first += Wide)
            {
                int width = Correlation<TVectors, TVector>.PanelWidth(window.GroupFilters, first);
                int filters = Math.Min(width, window.GroupFilters - first);
                ref float source = ref Unsafe.Add(ref weights, (nint)((group * window.GroupFilters) + first) * window.Terms);
                for (int at = 0; at < area; at++)
                {
                    for (int channel = 0; channel < channels; channel++)
                    {
                        Gather(ref Unsafe.Add(ref source, ((nint)channel * area) + at), window.Terms, filters, ref panels, width);
                        panels = ref Unsafe.Add(ref panels, width);
                    }
                }
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
                for (int at = area - 1; at >= 0; at--)
                {
                    for (int filter = 0; filter < window.GroupFilters; filter++)
                    {
                        Gather(ref Unsafe.Add(ref source, ((nint)filter * window.Terms) + at), area, channels, ref panels, width);
                        panels = ref Unsafe.Add(ref panels, width);
                    }
                }
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
        int area = window.KernelHeight * window.KernelWidth;
        for (int panel = firstPanel; panel < endPanel; panel++)
        {
            (int group, int first) = WeightSums<TVectors, TVector>.Place(correlated, panel);
            int width = Correlation<TVectors, TVector>.PanelWidth(window.GroupFilters, first);
            int filters = Math.Min(width, window.GroupFilters - first);
            ref float source = ref Unsafe.Add(ref sums, WeightSums<TVectors, TVector>.Offset(correlated, group, first));
            ref float destination = ref Unsafe.Add(ref results, (nint)((group * window.GroupFilters) + first) * window.Terms);
            for (int at = 0; at < area; at++)
            {
                for (int channel = 0; channel < window.GroupChannels; channel++)
                {
                    ref float to = ref Unsafe.Add(ref destination, ((nint)channel * area) + at);
                    for (nint filter = 0; filter < filters; filter++)
                    {
                        ref float result = ref Unsafe.Add(ref to, filter * window.Terms);
                        result = adds ? result + Unsafe.Add(ref source, filter) : Unsafe.Add(ref source, filter);
                    }

                    source = ref Unsafe.Add(ref source, width);
                }
            }
        }
    }

    private static void Gather(ref float source, nint step, int count, ref float row, int width)
    {
        for (nint i = 0; i < count; i++)
            Unsafe.Add(ref row, i) = Unsafe.Add(ref source, i * step);
        for (nint i = count; i < width; i++)
            Unsafe.Add(ref row, i) = 0;
    }
}
