using System.Runtime.CompilerServices;

namespace FastOpt.Runtime;

/// <summary>Whether the places of largest values are kept.</summary>
internal interface IPlaces
{
    /// <summary>Whether they are written.</summary>
    static abstract bool AreKept { get; }
}

/// <summary>They are.</summary>
internal readonly struct KeptPlaces : IPlaces
{
    public static bool AreKept
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => true;
    }
}

/// <summary>Nothing asks for them.</summary>
internal readonly struct NoPlaces : IPlaces
{
    public static bool AreKept
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => false;
    }
}
