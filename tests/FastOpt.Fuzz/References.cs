using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace FastOpt.Fuzz;

/// <summary>Sets of references: the running framework and FastOpt, or less.</summary>
public static class References
{
    /// <summary>What a project has that references FastOpt.</summary>
    public static ImmutableArray<MetadataReference> All { get; } = [.. Find(static _ => true)];

    /// <summary>The framework.</summary>
    public static ImmutableArray<MetadataReference> WithoutFastOpt { get; } = [.. Find(static name => name != "FastOpt.dll")];

    /// <summary>FastOpt without the framework that it is made of.</summary>
    public static ImmutableArray<MetadataReference> FastOptAlone { get; } = [.. Find(static name => name == "FastOpt.dll")];

    private static IEnumerable<MetadataReference> Find(Func<string, bool> wanted) => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(static path => Path.GetFileName(path) is var name
            && (name is "System.Private.CoreLib.dll" or "System.Runtime.dll" or "System.Collections.dll" or "System.Linq.dll" or "System.Console.dll" or "System.Memory.dll"
                or "System.Runtime.Intrinsics.dll" or "System.Runtime.InteropServices.dll" or "System.ComponentModel.Annotations.dll" or "netstandard.dll" or "FastOpt.dll"))
        .Where(path => wanted(Path.GetFileName(path)))
        .Select(static path => MetadataReference.CreateFromFile(path));
}
