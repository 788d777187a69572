using FastOpt.Training;

namespace FastOpt.Mpi;

/// <summary>Stands in the place of a callback that writes, on the processes that do not.</summary>
internal sealed class QuietCallback(string name) : Callback
{
    public override string Name => name;
}
