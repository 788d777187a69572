using System.ComponentModel;
using System.Diagnostics;

namespace FastOpt.Runtime;

/// <summary>
/// Whether a network's steps are shared, measured while it runs. Two cores exchange what one of them wrote and the other needs; how long that takes depends on where the system has put
/// the threads and on what else runs, and is not known before. So now and then some steps are run both ways, and until the next trial all are run the faster way. No bit depends on it.
/// </summary>
/// <remarks>
/// A trial is two blocks of steps, one for each way. The first step of a block finds weights in the other core's caches and does not count; the median of the others does. The slower the
/// slower way is, the rarer the trials: what they cost stays below 1 % where sharing pays and 2 % where it does not.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct Pace
{
    private const int Block = 4;
    private const int ShortestPeriod = 16;
    private const int LongestPeriod = 1024;
    private const double CostWhileShared = 0.01;
    private const double CostWhileAlone = 0.02;

    /// <summary>Steps of another size than was measured, one after the other, before it is measured instead.</summary>
    private const int Patience = 8;

    /// <summary>What sharing must save before a second core is taken for it.</summary>
    private const double WorthSharing = 0.96;

    private int _size;
    private int _strangers;
    private int _trial;
    private int _left;
    private bool _isDecided;
    private bool _shares;
    private long _started;
    private long _first;
    private long _second;
    private long _alone;
    private long _shared;

    /// <summary>Whether the step that is timed is to be shared.</summary>
    public readonly bool IsSharedTrial => _trial < Block == _shares;

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

    /// <summary>Notes the time of a step, in ticks; at the end of a trial it is decided.</summary>
    public void Stop() => Note(Stopwatch.GetTimestamp() - _started);

    /// <summary>Notes a time, in any unit.</summary>
    public void Note(long time)
    {
        bool isShared = IsSharedTrial;
        switch (_trial++ % Block)
        {
            case 0:
                return;
            case 1:
                _first = time;
                return;
            case 2:
                _second = time;
                return;
        }

        long median = Math.Max(Math.Min(_first, _second), Math.Min(Math.Max(_first, _second), time));
        if (isShared)
            _shared = median;
        else
            _alone = median;
        if (_trial == 2 * Block)
            Decide();
    }

    private void Decide()
    {
        _shares = _shared < WorthSharing * _alone;
        double lost = Block * (double)Math.Abs(_shared - _alone) / Math.Max(1, Math.Min(_shared, _alone));

        // The first trial sees code that is still being compiled, and caches that are still filling; so the next one follows soon.
        _left = _isDecided ? (int)Math.Clamp(lost / (_shares ? CostWhileShared : CostWhileAlone), ShortestPeriod, LongestPeriod) : ShortestPeriod;
        _isDecided = true;
        _trial = 0;
    }
}
