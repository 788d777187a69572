namespace FastOpt;

/// <summary>
/// The hinge loss of support vector machines, <c>max(1 − y·z, 0)</c> for targets y of −1 and 1, averaged over all elements of the batch.
/// Its derivative is −y where y·z &lt; 1, else 0.
/// </summary>
[Loss]
public readonly partial record struct Hinge
{
    /// <summary><c>max(1 − y·z, 0)</c>.</summary>
    /// <param name="prediction">z, the network's output.</param>
    /// <param name="target">y, the class: −1 or 1.</param>
    public static float Apply(float prediction, float target)
    {
        float margin = 1 - target * prediction;
        return margin <= 0 ? 0 : margin;
    }
}
