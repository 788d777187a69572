using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace FastOpt.Runtime;

/// <summary>
/// How statistics s of groups of elements move with these, and how the way back through them moves: of <c>∂s/∂xᵢ · S</c>, S = Σ ∂y·∂f/∂s, it is
/// <c>δ(∂s/∂xᵢ)·S + ∂s/∂xᵢ·δS</c>. The largest and the smallest are where they first stand. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class StatisticTangents
{
    /// <summary>The tangent of a statistic of each group.</summary>
    /// <param name="statistic">Which.</param>
    /// <param name="number">Its number among the values of a group.</param>
    /// <param name="mean">That of the mean, or −1.</param>
    /// <param name="groups">The groups.</param>
    /// <param name="elements">x.</param>
    /// <param name="tangents">δx.</param>
    /// <param name="statistics">The statistics.</param>
    /// <param name="results">Receives their tangents.</param>
    /// <param name="rows">Rows.</param>
    public static void Move(
        GroupStatistic statistic,
        int number,
        int mean,
        in ElementGroups groups,
        ref float elements,
        ref float tangents,
        ref float statistics,
        ref float results,
        int rows)
    {
        double size = groups.Size(rows);
        for (int group = 0; group < groups.Count(rows); group++)
        {
            float value = Unsafe.Add(ref statistics, groups.Value(group, number));
            double result = statistic switch
            {
                GroupStatistic.Mean => groups.Sum(ref tangents, group, rows) / size,
                GroupStatistic.Variance =>
                    2 * groups.Sum(ref elements, Unsafe.Add(ref statistics, groups.Value(group, mean)), ref tangents, group, rows) / size,
                GroupStatistic.MeanSquare => 2 * groups.Sum(ref elements, 0, ref tangents, group, rows) / size,
                GroupStatistic.Norm => value > 0 ? groups.Sum(ref elements, 0, ref tangents, group, rows) / value : 0,
                _ => groups.IndexOf(ref elements, value, group, rows) is >= 0 and var at ? Unsafe.Add(ref tangents, at) : 0,
            };
            Unsafe.Add(ref results, groups.Value(group, number)) = (float)result;
        }
    }

    /// <summary>Adds to each element what moves of the way back through a statistic.</summary>
    /// <param name="statistic">Which.</param>
    /// <param name="number">Its number among the values of a group.</param>
    /// <param name="mean">That of the mean, or −1.</param>
    /// <param name="groups">The groups.</param>
    /// <param name="gradients">∂y·∂f/∂s of each element.</param>
    /// <param name="gradientTangents">Their tangents.</param>
    /// <param name="elements">x.</param>
    /// <param name="statistics">The statistics.</param>
    /// <param name="tangents">δx; a null reference where x rests.</param>
    /// <param name="statisticTangents">The tangents of the statistics; a null reference where x rests.</param>
    /// <param name="results">What is added to.</param>
    /// <param name="rows">Rows.</param>
    public static void AddThrough(
        GroupStatistic statistic,
        int number,
        int mean,
        in ElementGroups groups,
        ref float gradients,
        ref float gradientTangents,
        ref float elements,
        ref float statistics,
        ref float tangents,
        ref float statisticTangents,
        ref float results,
        int rows)
    {
        bool moves = !Unsafe.IsNullRef(ref tangents);
        double size = groups.Size(rows);
        for (int group = 0; group < groups.Count(rows); group++)
        {
            double sum = groups.Sum(ref gradients, group, rows), sumTangent = groups.Sum(ref gradientTangents, group, rows);
            float value = Unsafe.Add(ref statistics, groups.Value(group, number));
            if (statistic is GroupStatistic.Maximum or GroupStatistic.Minimum)
            {
                if (groups.IndexOf(ref elements, value, group, rows) is >= 0 and var at)
                    Unsafe.Add(ref results, at) += (float)sumTangent;
                continue;
            }

            // δ(∂s/∂xᵢ)·S + ∂s/∂xᵢ·δS as a + b·(xᵢ − c) + d·(δxᵢ − δc).
            double value1 = moves ? Unsafe.Add(ref statisticTangents, groups.Value(group, number)) : 0;
            double center = 0, centerTangent = 0;
            if (statistic == GroupStatistic.Variance)
            {
                center = Unsafe.Add(ref statistics, groups.Value(group, mean));
                centerTangent = moves ? Unsafe.Add(ref statisticTangents, groups.Value(group, mean)) : 0;
            }

            (double constant, double ofElement, double ofTangent) = statistic switch
            {
                GroupStatistic.Mean => (sumTangent / size, 0, 0),
                GroupStatistic.Norm when value > 0 => (0, (sumTangent - (sum * value1 / value)) / value, sum / value),
                GroupStatistic.Norm => (0, 0, 0),
                _ => (0.0, 2 * sumTangent / size, 2 * sum / size),
            };
            for (int run = 0; run < groups.Runs(rows); run++)
            {
                nint at = groups.Start(group, run);
                for (int i = 0; i < groups.Length; i++, at += groups.Step)
                {
                    double moved = moves ? Unsafe.Add(ref tangents, at) - centerTangent : 0;
                    Unsafe.Add(ref results, at) += (float)(constant + (ofElement * (Unsafe.Add(ref elements, at) - center)) + (ofTangent * moved));
                }
            }
        }
    }
}
