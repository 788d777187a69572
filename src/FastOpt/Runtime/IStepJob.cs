using System.ComponentModel;

namespace FastOpt.Runtime;

/// <summary>
/// A step whose work can be shared, in phases: rows of the batch, or columns of a large layer, through forward and backward; then, when all that is done, the weights, once or several
/// times. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IStepJob
{
    /// <summary>How many pieces each thread's share of a phase is divided into.</summary>
    int Pieces(int phase);

    /// <summary>A piece of a phase; all pieces of the phases before are done.</summary>
    void Run(int phase, Part part, nint inputs, nint targets);
}
