using System.Reflection;
using System.Runtime.CompilerServices;
using FastOpt.Runtime;

namespace FastOpt.Generators.Tests.Networks;

/// <summary>Looks into a compiled network's only buffer, which its engine holds.</summary>
internal static class NetworkBuffer
{
    /// <summary>Bytes to which the buffer's start is aligned; it is allocated longer by so many.</summary>
    public const int Alignment = 64;

    /// <summary>The buffer from its first float on, and behind its last one what the alignment has left over.</summary>
    public static Span<float> Of(object network)
    {
        float[] array = Array(network);
        return array.AsSpan((int)Unsafe.ByteOffset(ref array[0], ref Pinned(network).Start) / sizeof(float));
    }

    /// <summary>Bytes of the buffer, without those for its alignment.</summary>
    public static long Bytes(object network) => ((long)Array(network).Length * sizeof(float)) - Alignment;

    private static float[] Array(object network) => Field<float[]>(Pinned(network), "_memory");

    private static PinnedBuffer Pinned(object network)
    {
        object[] owners = [network, .. Fields(network).Select(field => field.GetValue(network)).Where(static value => value?.GetType().DeclaringType is not null)!];
        return owners.SelectMany(static owner => Fields(owner).Where(static field => field.Name == "_buffer" && field.FieldType == typeof(PinnedBuffer)).Select(field => (PinnedBuffer)field.GetValue(owner)!)).Single();
    }

    private static T Field<T>(object owner, string name) => (T)owner.GetType().GetField(name, BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(owner)!;

    private static FieldInfo[] Fields(object owner) => owner.GetType().GetFields(BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Instance);
}
