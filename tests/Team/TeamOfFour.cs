using System.Runtime.CompilerServices;

namespace FastOpt.Tests.Team;

/// <summary>
/// Lets networks of several threads run on up to four, however few processors there are, and share every step, however small: what is tested is correctness.
/// </summary>
internal static class TeamOfFour
{
    public const int Threads = 4;

    [ModuleInitializer]
    internal static void Configure()
    {
        AppContext.SetData("FastOpt.Team.Processors", Threads);
        AppContext.SetData("FastOpt.Team.SharesAlways", true);
    }
}
