using System.Buffers.Text;
using System.Runtime.InteropServices;

namespace FastOpt.Runtime;

/// <summary>
/// Where a thread of the team runs. Linux likes to wake a thread on the processor of who wakes it, where it cannot begin before the other pauses; so it is kept off that processor until it
/// has woken up, and may then run wherever it might before. On other systems, and where the system refuses, nothing happens.
/// </summary>
internal sealed unsafe class Placement
{
    /// <summary>Room for 8,192 processors.</summary>
    private const int MaskWords = 128;

    private const int MaskBytes = MaskWords * sizeof(ulong);

    // Set before the first thread of the team starts.
    private static bool s_isAvailable;

    private readonly ulong[] _allowed = GC.AllocateArray<ulong>(MaskWords, pinned: true);
    private readonly ulong[] _elsewhere = GC.AllocateArray<ulong>(MaskWords, pinned: true);
    private int _thread;
    private int _processor = -1;
    private bool _isKeptOff;

    /// <summary>The processor of the calling thread, or -1 where that is not known.</summary>
    public static int Current => s_isAvailable ? GetProcessor() : -1;

    /// <summary>The processor on which the thread last woke up, or -1.</summary>
    public int Processor => Volatile.Read(ref _processor);

    /// <summary>Whether the calling thread is on a processor.</summary>
    public static bool IsOn(int processor) => processor >= 0 && Current == processor;

    /// <summary>Finds out whether the system can be asked at all: Linux, with a C library that answers.</summary>
    public static void Probe()
    {
        try
        {
            s_isAvailable = OperatingSystem.IsLinux() && GetProcessor() >= 0;
        }
        catch (TypeLoadException)
        {
            // The library or the function is missing.
            s_isAvailable = false;
        }
    }

    /// <summary>Says which thread this is about: the calling one.</summary>
    public void Enter()
    {
        if (s_isAvailable)
            Volatile.Write(ref _thread, ThreadNumber());
    }

    /// <summary>Keeps the thread, which sleeps, off the caller's processor and those of others, if any is left.</summary>
    public void LeaveTo(int caller, ReadOnlySpan<TeamWorker> others)
    {
        int thread = Volatile.Read(ref _thread);
        if (thread == 0 || GetAffinity(thread, MaskBytes, Address(_allowed)) < 0)
            return;
        _allowed.CopyTo(_elsewhere, 0);
        Remove(caller);
        foreach (TeamWorker other in others)
            Remove(other.Processor);
        _isKeptOff = _elsewhere.AsSpan().ContainsAnyExcept(0UL) && SetAffinity(thread, MaskBytes, Address(_elsewhere)) == 0;
    }

    /// <summary>Lets the calling thread, which has woken up, go where it may.</summary>
    public void Settle()
    {
        if (!_isKeptOff)
            return;
        _isKeptOff = false;
        _ = SetAffinity(0, MaskBytes, Address(_allowed));
        Volatile.Write(ref _processor, GetProcessor());
    }

    /// <summary>The system's number of the calling thread, or 0. It is read from a link such as <c>1234/task/1240</c>: C libraries before glibc 2.30 have no function for it.</summary>
    private static int ThreadNumber()
    {
        const int Longest = 64;
        byte* target = stackalloc byte[Longest];
        nint length;
        fixed (byte* path = "/proc/thread-self\0"u8)
            length = ReadLink(path, target, Longest);
        var link = new ReadOnlySpan<byte>(target, (int)Math.Max(length, 0));
        return Utf8Parser.TryParse(link[(link.LastIndexOf((byte)'/') + 1)..], out int number, out _) ? number : 0;
    }

    private static ulong* Address(ulong[] pinned) => (ulong*)Marshal.UnsafeAddrOfPinnedArrayElement(pinned, 0);

    private void Remove(int processor)
    {
        if (processor is >= 0 and < MaskWords * 64)
            _elsewhere[processor / 64] &= ~(1UL << (processor % 64));
    }

    [DllImport("libc", EntryPoint = "sched_getcpu")]
    private static extern int GetProcessor();

    [DllImport("libc", EntryPoint = "readlink")]
    private static extern nint ReadLink(byte* path, byte* target, nint bytes);

    [DllImport("libc", EntryPoint = "sched_getaffinity")]
    private static extern int GetAffinity(int thread, nint bytes, ulong* mask);

    [DllImport("libc", EntryPoint = "sched_setaffinity")]
    private static extern int SetAffinity(int thread, nint bytes, ulong* mask);
}
