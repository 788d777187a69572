namespace FastOpt.Playground;

/// <summary>A figure whose whole run is computed when a control changes, and then only shown up to a step. It opens at its last step.</summary>
internal abstract class PathFigure : Figure
{
    private bool _isStale = true, _isAtEnd = true;
    private int _length, _position;
    private double _waiting;

    public sealed override int Length
    {
        get
        {
            Refresh();
            return _length;
        }
    }

    public sealed override int Position
    {
        get
        {
            Refresh();
            return _position;
        }
    }

    public override void Seek(int step)
    {
        _position = Math.Clamp(step, 0, Length);
        _isAtEnd = _position == _length;
        _waiting = 0;
    }

    public override bool Advance(double elapsed, double budget)
    {
        _waiting += elapsed * StepsPerSecond / 1000;
        int steps = (int)Math.Min(_waiting, Length);
        if (steps > 0)
        {
            double rest = _waiting - steps;
            Seek(Position + steps);
            _waiting = rest < 1 ? rest : 0;
        }

        return Position < Length;
    }

    protected override void Changed(Control control) => _isStale = true;

    /// <summary>Computes the run.</summary>
    /// <returns>The number of its last step.</returns>
    protected abstract int Compute();

    // A reader who is at the end stays there, and one who is not stays at the step.
    private void Refresh()
    {
        if (!_isStale)
            return;
        _isStale = false;
        _length = Compute();
        _position = _isAtEnd ? _length : Math.Min(_position, _length);
    }
}
