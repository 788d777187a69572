namespace FastOpt.Playground;

/// <summary>
/// A figure of the playground: controls, a run that is played step by step, and plots of it. It knows no browser. The page calls it and draws what it says.
/// </summary>
internal abstract class Figure
{
    /// <summary>The name in the address and of the page's section: small letters.</summary>
    public abstract string Id { get; }

    /// <summary>All that a reader sets, in the page's order.</summary>
    public abstract IReadOnlyList<Control> Controls { get; }

    public virtual IReadOnlyList<Preset> Presets => [];

    public virtual IReadOnlyList<FigureAction> Actions => [];

    /// <summary>The number of the last step; 0 for a figure that does not run.</summary>
    public abstract int Length { get; }

    /// <summary>The step that is shown, from 0.</summary>
    public abstract int Position { get; }

    /// <summary>Whether it computes while it plays: it then opens at step 0, and its address holds no step. Others open at their last step.</summary>
    public virtual bool IsLive => false;

    /// <summary>Steps a second when it is played.</summary>
    public virtual double StepsPerSecond => 10;

    /// <summary>What is to be seen, in a sentence.</summary>
    public abstract string Status { get; }

    /// <summary>Why the run ended early; null if it did not, or not yet at the step that is shown.</summary>
    public virtual Fault? Fault => null;

    /// <summary>A table of what came of it, which the page shows under the plots; null for none.</summary>
    public virtual PlotTable? Results => null;

    /// <summary>The declaration on the screen, as C#.</summary>
    public abstract string Code { get; }

    /// <summary>The whole run, as comma-separated values.</summary>
    public abstract string Csv { get; }

    /// <summary>What else a reader can take home.</summary>
    public virtual IReadOnlyList<FigureFile> Files => [];

    /// <summary>What is to be drawn now.</summary>
    public abstract IReadOnlyList<Plot> Plots();

    /// <summary>Shows a step.</summary>
    public abstract void Seek(int step);

    /// <summary>Plays on for some time.</summary>
    /// <param name="elapsed">Milliseconds since the last call, times the reader's speed.</param>
    /// <param name="budget">Milliseconds that the call may take, where it computes.</param>
    /// <returns>Whether there is more to play.</returns>
    public abstract bool Advance(double elapsed, double budget);

    /// <summary>Runs one of <see cref="Actions"/>.</summary>
    public virtual void Act(string action)
    {
    }

    /// <summary>Sets a control to the nearest allowed value.</summary>
    public void Set(string name, string text)
    {
        foreach (Control control in Controls)
        {
            if (control.Name == name && control.Set(text))
                Changed(control);
        }
    }

    /// <summary>Back to the standard values with another preset's over them.</summary>
    public void Apply(Preset preset) => FigureState.Read(this, preset.Query);

    /// <summary>All controls to their standard values.</summary>
    public void ResetControls()
    {
        foreach (Control control in Controls)
        {
            string before = control.Text;
            control.Reset();
            if (control.Text != before)
                Changed(control);
        }
    }

    /// <summary>Called behind each change of a control.</summary>
    protected abstract void Changed(Control control);
}
