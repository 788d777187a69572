namespace FastOpt.Benchmarks.Ranks;

/// <summary>A line of messages between processes: a message of n bytes takes Latency + n / BytesPerSecond.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Latency">Seconds of an empty message.</param>
/// <param name="BytesPerSecond">What it carries.</param>
internal sealed record Link(string Name, double Latency, double BytesPerSecond)
{
    /// <summary>Fits a line to measured exchanges of two processes, each weighted so that its relative error counts.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="times">Bytes of a piece, and seconds.</param>
    public static Link Fit(string name, IReadOnlyList<(double Bytes, double Seconds)> times)
    {
        (double latency, double perByte) = Line.Fit([.. times.Select(static time => (time.Bytes, time.Seconds, 1 / (time.Seconds * time.Seconds)))]);
        return new Link(name, Math.Max(latency, times.Min(static time => time.Seconds) / 10), 1 / Math.Max(perByte, 1e-13));
    }
}

/// <summary>A network as steps of one process show it.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Granule">Examples of a granule.</param>
/// <param name="Fixed">Seconds of a step that every process spends: the update of all parameters, and what begins and ends a step.</param>
/// <param name="PerExample">Seconds of an example: forward, backward, and its part of the sums over granules.</param>
internal sealed record ScaledNetwork(string Name, double Parameters, int Granule, double Fixed, double PerExample)
{
    /// <summary>Fits a line to steps of one process at several batches.</summary>
    /// <exception cref="ArgumentException">The line does not rise.</exception>
    public static ScaledNetwork Fit(string name, double parameters, int granule, IReadOnlyList<(double Batch, double Seconds)> steps)
    {
        (double start, double perExample) = Line.Fit([.. steps.Select(static step => (step.Batch, step.Seconds, 1 / (step.Seconds * step.Seconds)))]);
        if (perExample <= 0)
            throw new ArgumentException($"{name}: steps of larger batches take no longer. The machine is busy; measure when it is not.");
        return new ScaledNetwork(name, parameters, granule, Math.Max(start, 0), perExample);
    }
}

/// <summary>What a step costs on so many processes.</summary>
/// <param name="AddPerFloat">Seconds of adding one float to another.</param>
internal sealed record ScaleModel(double AddPerFloat)
{
    /// <summary>Seconds of a step.</summary>
    public double Step(ScaledNetwork network, int batch, int processes, Link link)
    {
        int granules = (batch + network.Granule - 1) / network.Granule;
        int most = 0, sums = 0, all = 0;
        for (int process = 0; process < processes; process++)
        {
            int first = (int)((long)granules * process / processes), end = (int)((long)granules * (process + 1) / processes);
            int own = Sums(first, end, granules);
            most = Math.Max(most, end - first);
            sums = Math.Max(sums, own);
            all += own;
        }

        double compute = network.Fixed + (Math.Min(most * network.Granule, batch) * network.PerExample);
        if (processes == 1)
            return compute;
        double share = (processes - 1.0) / processes;

        // Gradients go out in pieces and their totals come back; the losses of granules go round before.
        double bytes = 4 * network.Parameters * share * (sums + 1);
        double messages = 3 * (processes - 1);
        double added = network.Parameters / processes * (all - 1);
        return compute + (messages * link.Latency) + (bytes / link.BytesPerSecond) + (added * AddPerFloat);
    }

    /// <summary>
    /// The sums that a process has left of its granules, as the network's tree makes them: those of neighbors that begin where the tree's do.
    /// </summary>
    private static int Sums(int first, int end, int granules)
    {
        int sums = 0;
        while (first < end)
        {
            int width = 1;
            while (first % (2 * width) == 0 && Math.Min(first + (2 * width), granules) <= end && first + width < granules)
                width *= 2;
            first = Math.Min(first + width, granules);
            sums++;
        }

        return sums;
    }
}

/// <summary>A straight line through weighted points.</summary>
internal static class Line
{
    /// <summary>Where it starts and how it rises, by least squares.</summary>
    public static (double Start, double Rise) Fit(IReadOnlyList<(double X, double Y, double Weight)> points)
    {
        double weight = points.Sum(static point => point.Weight);
        double x = points.Sum(static point => point.Weight * point.X) / weight, y = points.Sum(static point => point.Weight * point.Y) / weight;
        double rise = points.Sum(point => point.Weight * (point.X - x) * (point.Y - y)) / points.Sum(point => point.Weight * (point.X - x) * (point.X - x));
        return (y - (rise * x), rise);
    }
}
