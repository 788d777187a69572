using System.ComponentModel;

namespace FastOpt.Runtime;

/// <summary>
/// A step whose work can be shared, in phases: first rows of the batch, then, when all rows are done, rows of the weights, once or several times. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IStepJob
{
    /// <summary>A share of a phase; all shares of the phases before are done.</summary>
    void Run(int phase, Part part, nint inputs, nint targets);
}
