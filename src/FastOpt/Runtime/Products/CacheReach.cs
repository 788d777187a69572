using System.ComponentModel;

namespace FastOpt.Runtime;

/// <summary>Whether a weight and its states fit a core's own caches. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum CacheReach
{
    /// <summary>They do.</summary>
    Within,

    /// <summary>They do not, and are fetched ahead.</summary>
    Beyond,

    /// <summary>They exceed them so much that each step streams them.</summary>
    FarBeyond,
}
