using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FastOpt.Tests.Harness;

/// <summary>Which side of a span lies against a page that nobody may touch.</summary>
public enum GuardSide
{
    /// <summary>The page before the first element.</summary>
    Before,

    /// <summary>The page after the last element.</summary>
    After,
}

/// <summary>
/// Memory between two inaccessible pages: reading or writing one element too many, even without using it, ends the process. That is a hard way to
/// fail, and the only one that notices a read.
/// </summary>
/// <typeparam name="T">The element.</typeparam>
internal sealed class GuardedMemory<T> : IDisposable
    where T : unmanaged
{
    private readonly nint _address;
    private readonly nuint _size;
    private readonly nint _offset;
    private readonly int _count;

    /// <summary>Copies values to guarded memory.</summary>
    /// <param name="values">The values.</param>
    /// <param name="side">The side on which the guard is felt at once.</param>
    /// <param name="readOnly">Whether writing ends the process too.</param>
    public GuardedMemory(ReadOnlySpan<T> values, GuardSide side, bool readOnly = false)
    {
        int page = Environment.SystemPageSize;
        int bytes = values.Length * Unsafe.SizeOf<T>();
        int usable = Math.Max(page, (bytes + page - 1) / page * page);
        _count = values.Length;
        _size = (nuint)(usable + (2 * page));
        _address = Pages.Map(_size, page, (nuint)usable);
        _offset = side == GuardSide.Before ? page : page + usable - bytes;
        values.CopyTo(Span);
        if (readOnly)
            Pages.Protect(_address + page, (nuint)usable);
    }

    /// <summary>Whether this system has what it takes.</summary>
    public static bool IsSupported => OperatingSystem.IsLinux() || OperatingSystem.IsMacOS();

    /// <summary>The values.</summary>
    public Span<T> Span => MemoryMarshal.CreateSpan(ref Unsafe.AddByteOffset(ref Unsafe.NullRef<T>(), _address + _offset), _count);

    /// <summary>The <paramref name="count"/> values that lie against the guard.</summary>
    /// <param name="count">How many of them.</param>
    /// <param name="side">The side of the guard.</param>
    public Span<T> Nearest(int count, GuardSide side) => side == GuardSide.Before ? Span[..count] : Span[^count..];

    public void Dispose() => Pages.Unmap(_address, _size);
}

/// <summary>The system's page functions.</summary>
internal static class Pages
{
    private const int None = 0;
    private const int Read = 1;
    private const int ReadWrite = 3;

    /// <summary>MAP_PRIVATE | MAP_ANONYMOUS, which macOS and Linux number differently.</summary>
    private static readonly int PrivateAnonymous = OperatingSystem.IsMacOS() ? 0x1002 : 0x22;

    /// <summary>Maps inaccessible memory of which the middle may be used.</summary>
    public static nint Map(nuint size, nint usableOffset, nuint usableSize)
    {
        nint address = mmap(0, size, None, PrivateAnonymous, -1, 0);
        if (address == -1 || mprotect(address + usableOffset, usableSize, ReadWrite) != 0)
            throw new OutOfMemoryException("No guarded memory.");
        return address;
    }

    /// <summary>Makes pages read-only.</summary>
    public static void Protect(nint address, nuint size)
    {
        if (mprotect(address, size, Read) != 0)
            throw new OutOfMemoryException("No read-only memory.");
    }

    /// <summary>Gives the memory back.</summary>
    public static void Unmap(nint address, nuint size) => munmap(address, size);

    [DllImport("libc", SetLastError = true)]
    private static extern nint mmap(nint address, nuint length, int protection, int flags, int file, nint offset);

    [DllImport("libc", SetLastError = true)]
    private static extern int mprotect(nint address, nuint length, int protection);

    [DllImport("libc", SetLastError = true)]
    private static extern int munmap(nint address, nuint length);
}
