using System.Runtime.InteropServices;

namespace FastOpt.Runtime;

/// <summary>
/// Where a thread of the team runs. Systems like to wake a thread on the processor of who wakes it, where it cannot begin before the other pauses; on Linux it is therefore kept off
/// that processor until it has woken up. Elsewhere, and where the system refuses, nothing happens.
/// </summary>
internal sealed unsafe class Placement
{
    private const int MaskWords = 128;
    private readonly ulong[] _allowed = GC.AllocateArray<ulong>(MaskWords, pinned: true);
    private readonly ulong[] _elsewhere = GC.AllocateArray<ulong>(MaskWords, pinned: true);
    private int _thread;
    private int _isDisplaced;
    private int _processor = -1;

    public static int Current => OperatingSystem.IsLinux() ? sched_getcpu() : -1;

    public int Processor => Volatile.Read(ref _processor);

    public void Enter()
    {
        if (OperatingSystem.IsLinux())
            Volatile.Write(ref _thread, gettid());
    }

    public void LeaveTo(ReadOnlySpan<TeamWorker> others)
    {
        int thread = Volatile.Read(ref _thread);
        if (thread == 0)
            return;
        int size = sched_getaffinity(thread, MaskWords * 8, Address(_allowed));
        if (size < 0)
            return;
        _allowed.CopyTo(_elsewhere, 0);
        Remove(TeamWork.CallersProcessor);
        foreach (TeamWorker other in others)
            Remove(other.Processor);
        foreach (ulong word in _elsewhere)
        {
            if (word != 0)
            {
                _isDisplaced = 1;
                sched_setaffinity(thread, MaskWords * 8, Address(_elsewhere));
                return;
            }
        }
    }

    public void Settle()
    {
        if (_isDisplaced != 0)
        {
            _isDisplaced = 0;
            sched_setaffinity(0, MaskWords * 8, Address(_allowed));
            Volatile.Write(ref _processor, sched_getcpu());
        }
    }

    private void Remove(int processor)
    {
        if (processor >= 0 && processor < MaskWords * 64)
            _elsewhere[processor >> 6] &= ~(1UL << (processor & 63));
    }

    private static ulong* Address(ulong[] pinned) => (ulong*)Marshal.UnsafeAddrOfPinnedArrayElement(pinned, 0);

    [DllImport("libc")]
    private static extern int sched_getcpu();

    [DllImport("libc")]
    private static extern int gettid();

    [DllImport("libc")]
    private static extern int sched_getaffinity(int thread, nint bytes, ulong* mask);

    [DllImport("libc")]
    private static extern int sched_setaffinity(int thread, nint bytes, ulong* mask);
}
