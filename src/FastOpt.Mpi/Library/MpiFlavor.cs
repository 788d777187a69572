namespace FastOpt.Mpi;

/// <summary>The two families of MPI libraries, which differ in what a handle is.</summary>
internal enum MpiFlavor
{
    /// <summary>Open MPI: handles are addresses of the library's own variables.</summary>
    OpenMpi,

    /// <summary>MPICH and what shares its binary interface, such as Intel MPI and Microsoft MPI: handles are numbers.</summary>
    Mpich,
}
