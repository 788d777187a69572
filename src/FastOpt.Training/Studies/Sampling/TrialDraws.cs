using FastOpt.Runtime;

namespace FastOpt.Training;

/// <summary>
/// The random numbers of one parameter of one trial: Philox4x32-10 under the study's seed, at a counter that trial, name and number of the draw make. They
/// depend on nothing else: not on the process, the thread, or what was drawn before for others.
/// </summary>
internal struct TrialDraws
{
    // A part of the counter that neither layers nor splits have.
    private const uint Purpose = 0x53545544;

    private readonly ulong _seed, _step;
    private readonly uint _stream;
    private uint _index;

    public TrialDraws(ulong seed, int trial, string parameter)
    {
        using var hash = new Fingerprinter();
        hash.Add(parameter);
        ulong name = hash.Finish();
        (_seed, _step, _stream) = (seed, (uint)trial | (name & 0xFFFFFFFF00000000), (uint)name ^ Purpose);
    }

    /// <summary>64 random bits.</summary>
    public ulong Next()
    {
        PhiloxBlock block = Philox.Generate(_seed, _step, _stream, _index++);
        return ((ulong)block.Word0 << 32) | block.Word1;
    }

    /// <summary>A uniform number in [0, 1), a multiple of 2^-53.</summary>
    public double NextUnit() => (Next() >> 11) * (1.0 / (1L << 53));

    /// <summary>A normal number of mean 0 and deviation 1 (Marsaglia's polar method).</summary>
    public double NextNormal()
    {
        while (true)
        {
            double x = (2 * NextUnit()) - 1, y = (2 * NextUnit()) - 1, square = (x * x) + (y * y);
            if (square is > 0 and < 1)
                return x * Math.Sqrt(-2 * Math.Log(square) / square);
        }
    }
}
