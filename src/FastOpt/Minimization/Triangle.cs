namespace FastOpt;

/// <summary>
/// The triangle R of A = Q·R, and Qᵀ·Y beside it, from the rows of (A, Y), some at a time: Householder's reflections (1958) of what is there and what comes. It
/// is solved with the columns exchanged (Businger and Golub 1965), which tells the rank.
/// </summary>
internal sealed class Triangle(int columns, int outputs, int blockRows)
{
    private readonly int _width = columns + outputs;
    private readonly double[] _triangle = new double[columns * (columns + outputs)];
    private readonly double[] _block = new double[blockRows * (columns + outputs)];
    private readonly double[] _sums = new double[columns + outputs];
    private int _rows;

    /// <summary>Zeros for a row of A, and behind it one of Y.</summary>
    public Span<double> NextRow()
    {
        if (_rows == blockRows)
            Absorb();
        Span<double> row = _block.AsSpan(_rows++ * _width, _width);
        row.Clear();
        return row;
    }

    /// <summary>Finds X for which ‖A·X − Y‖ is least; gives the rank of A. What depends on other columns has zeros.</summary>
    /// <param name="solution">[columns, outputs].</param>
    /// <param name="rows">How many rows there were: rounding errors grow with it.</param>
    public int Solve(Span<double> solution, int rows)
    {
        Absorb();
        int[] order = [.. Enumerable.Range(0, columns)];
        double largest = 0;
        int rank = 0;
        for (; rank < columns; rank++)
        {
            double norm = Exchange(rank, order);
            if (rank == 0)
                largest = norm;
            if (!(norm > Math.Max(rows, columns) * Vectors.Epsilon * largest))
                break;
            Reflect(rank);
        }

        solution.Clear();
        for (int i = rank - 1; i >= 0; i--)
        {
            Span<double> of = solution.Slice(order[i] * outputs, outputs);
            Row(i)[columns..].CopyTo(of);
            for (int k = i + 1; k < rank; k++)
                Vectors.Add(of, -Row(i)[k], solution.Slice(order[k] * outputs, outputs));
            Vectors.Scale(1 / Row(i)[i], of, of);
        }

        return rank;
    }

    private Span<double> Row(int row) => _triangle.AsSpan(row * _width, _width);

    private Span<double> BlockRow(int row) => _block.AsSpan(row * _width, _width);

    // Zeros the block, column by column, against the triangle's row of each column.
    private void Absorb()
    {
        for (int column = 0; column < columns; column++)
        {
            Span<double> pivot = Row(column)[column..], sums = _sums.AsSpan(column);
            double square = pivot[0] * pivot[0];
            for (int row = 0; row < _rows; row++)
                square += BlockRow(row)[column] * BlockRow(row)[column];
            if (square == 0)
                continue;
            double norm = Math.Sqrt(square), first = pivot[0] + (pivot[0] < 0 ? -norm : norm), scale = 1 / (norm * (norm + Math.Abs(pivot[0])));
            Vectors.Scale(first, pivot, sums);
            for (int row = 0; row < _rows; row++)
                Vectors.Add(sums, BlockRow(row)[column], BlockRow(row)[column..]);
            for (int row = 0; row < _rows; row++)
                Vectors.Add(BlockRow(row)[column..], -scale * BlockRow(row)[column], sums);
            Vectors.Add(pivot, -scale * first, sums);
        }

        _rows = 0;
    }

    // Brings the column with the largest rest to the place, and gives its norm.
    private double Exchange(int place, int[] order)
    {
        // Numbers were floats: no square of theirs overflows or vanishes.
        Span<double> squares = _sums.AsSpan(place, columns - place);
        squares.Clear();
        for (int row = place; row < columns; row++)
        {
            Span<double> rest = Row(row)[place..columns];
            for (int i = 0; i < rest.Length; i++)
                squares[i] += rest[i] * rest[i];
        }

        int best = place;
        for (int column = place + 1; column < columns; column++)
            best = squares[column - place] > squares[best - place] ? column : best;
        double largest = Math.Sqrt(squares[best - place]);
        (order[place], order[best]) = (order[best], order[place]);
        for (int row = 0; row < columns && best != place; row++)
            (Row(row)[place], Row(row)[best]) = (Row(row)[best], Row(row)[place]);
        return largest;
    }

    // Zeros a column below the diagonal.
    private void Reflect(int column)
    {
        Span<double> pivot = Row(column)[column..], sums = _sums.AsSpan(column);
        double square = 0;
        for (int row = column; row < columns; row++)
            square += Row(row)[column] * Row(row)[column];
        double norm = Math.Sqrt(square), first = pivot[0] + (pivot[0] < 0 ? -norm : norm), scale = 1 / (norm * (norm + Math.Abs(pivot[0])));
        Vectors.Scale(first, pivot, sums);
        for (int row = column + 1; row < columns; row++)
            Vectors.Add(sums, Row(row)[column], Row(row)[column..]);
        for (int row = column + 1; row < columns; row++)
            Vectors.Add(Row(row)[column..], -scale * Row(row)[column], sums);
        Vectors.Add(pivot, -scale * first, sums);
    }
}
