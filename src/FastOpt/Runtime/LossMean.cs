using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace FastOpt.Runtime;

/// <summary>The sum of the rows' losses, in double and in the rows' order, so that it does not depend on who computed which row. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LossMean
{
    /// <summary>Adds <paramref name="rows"/> losses.</summary>
    public static double Sum(ref float losses, int rows)
    {
        double sum = 0;
        for (int row = 0; row < rows; row++)
            sum += Unsafe.Add(ref losses, row);
        return sum;
    }
}
