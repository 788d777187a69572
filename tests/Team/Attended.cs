namespace FastOpt.Tests.Team;

/// <summary>A leaky rectifier whose slope is read by each thread that takes rows of a batch: so a test sees who takes part in a step, by no other means than a user's.</summary>
[Activation]
public readonly partial record struct Attended(double Slope = 0.1)
{
    /// <summary>What is called on such a thread.</summary>
    internal static Action? Call { get; set; }

    /// <summary>The slope.</summary>
    public double Read
    {
        get
        {
            Call?.Invoke();
            return Slope;
        }
    }

    /// <summary>Rectifies.</summary>
    public float Apply(float x) => x > 0 ? x : (float)Read * x;
}

/// <summary>A network with that rule.</summary>
[Network(6), Dense(50), Activation<Attended>, Dense(3), MeanSquaredError, Adam]
public sealed partial class AttendedNetwork;

/// <summary>A network with that rule whose first layer is shared by columns.</summary>
[Network(128), Dense(128), Activation<Attended>, Dense(3), MeanSquaredError, Adam]
public sealed partial class AttendedColumns;
