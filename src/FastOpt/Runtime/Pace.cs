using System.ComponentModel;
using System.Diagnostics;

namespace FastOpt.Runtime;

/// <summary>
/// Whether a network's steps are shared, measured while it runs. Two cores exchange what one of them wrote and the other needs; how long that takes depends on where the system has put
/// the threads and on what else runs, and is not known before. So now and then some steps are run both ways, and until the next trial all are run the faster way. No bit depends on it.
/// </summary>
/// <remarks>
/// A trial is two blocks of steps, one for each way. The first steps of a block do not count: they find weights in the other core's caches, and threads that have yet to wake up. Of the
/// others the median does. The more a trial costs, the rarer they are: it stays below 1 % where sharing pays and 2 % where it does not.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct Pace
{
    private const int ShortestPeriod = 16;
    private const int LongestPeriod = 8192;
    private const double CostWhileShared = 0.01;
    private const double CostWhileAlone = 0.02;

    /// <summary>How long a block runs before its steps count, in microseconds: several times what waking a thread takes.</summary>
    private const int SettlingMicroseconds = 400;

    /// <summary>Steps of another size than was measured, one after the other, before it is measured instead.</summary>
    private const int Patience = 8;

    /// <summary>What sharing must save before a second core is taken for it.</summary>
    private const double WorthSharing = 0.96;

    private int _size;
    private int _strangers;
    private int _left;
    private int _period;
    private bool _shares;
    private bool _isSecondBlock;
    private int _steps;
    private int _counted;
    private long _settled;
    private long _started;
    private long _first;
    private long _second;
    private (long Time, int Steps) _alone;
    private (long Time, int Steps) _shared;

    /// <summary>Whether the step that is timed is to be shared.</summary>
    public readonly bool IsSharedTrial => _isSecondBlock != _shares;

    /// <summary>Whether the next step is to be shared.</summary>
    /// <param name="size">The step's size; only equal ones are compared.</param>
    /// <param name="isTimed">Whether <see cref="Stop"/> is to be called behind it.</param>
    public bool Next(int size, out bool isTimed)
    {
        isTimed = false;
        if (size != _size)
        {
            if (_size != 0 && ++_strangers < Patience)
                return _shares;
            this = default;
            _size = size;
        }

        _strangers = 0;
        if (_left > 0)
        {
            _left--;
            return _shares;
        }

        isTimed = true;
        return IsSharedTrial;
    }

    /// <summary>Begins to time a step.</summary>
    public void Start() => _started = Stopwatch.GetTimestamp();

    /// <summary>Notes the time of a step; at the end of a trial it is decided.</summary>
    public void Stop() => Note(Stopwatch.GetTimestamp() - _started);

    /// <summary>Notes a time, in ticks of <see cref="Stopwatch"/>.</summary>
    public void Note(long time)
    {
        if (_steps++ == 0 || _settled < Stopwatch.Frequency / 1_000_000 * SettlingMicroseconds)
        {
            _settled += time;
            return;
        }

        switch (_counted++)
        {
            case 0:
                _first = time;
                return;
            case 1:
                _second = time;
                return;
        }

        long median = Math.Max(Math.Min(_first, _second), Math.Min(Math.Max(_first, _second), time));
        if (IsSharedTrial)
            _shared = (median, _steps);
        else
            _alone = (median, _steps);
        (_steps, _counted, _settled) = (0, 0, 0);
        if (_isSecondBlock)
            Decide();
        _isSecondBlock = !_isSecondBlock;
    }

    private void Decide()
    {
        bool shares = _shared.Time < WorthSharing * _alone.Time;
        (long fast, (long slow, int steps)) = _shared.Time < _alone.Time ? (_shared.Time, _alone) : (_alone.Time, _shared);
        double lost = steps * (double)(slow - fast) / Math.Max(1, fast);
        double period = Math.Clamp(lost / (shares ? CostWhileShared : CostWhileAlone), ShortestPeriod, LongestPeriod);

        // A trial may see code that is still being compiled, or a core that is busy for a moment: what it says is trusted for long only after others have said the same.
        _period = shares == _shares ? (int)Math.Min(period, Math.Max(ShortestPeriod, 2 * _period)) : ShortestPeriod;
        _left = _period;
        _shares = shares;
    }
}
