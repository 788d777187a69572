using System.Globalization;

namespace FastOpt.Mpi;

/// <summary>What the launcher of a process says about itself in the process's environment.</summary>
/// <param name="Flavor">Whose launcher it is.</param>
/// <param name="Size">How many processes it started.</param>
/// <param name="Variable">Where it says so.</param>
internal sealed record Launcher(MpiFlavor Flavor, int Size, string Variable)
{
    /// <summary>The launcher of this process, or null where none is known: the process was started alone, or by a launcher that says it elsewhere.</summary>
    /// <param name="environment">Gives the value of an environment variable, or null.</param>
    public static Launcher? Find(Func<string, string?> environment) =>
        // MPICH's variable is read by other launchers' processes, too; Open MPI's is its own.
        Read("OMPI_COMM_WORLD_SIZE", MpiFlavor.OpenMpi, environment) ?? Read("PMI_SIZE", MpiFlavor.Mpich, environment);

    private static Launcher? Read(string variable, MpiFlavor flavor, Func<string, string?> environment) =>
        int.TryParse(environment(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int size) && size > 0
            ? new Launcher(flavor, size, variable)
            : null;
}
