namespace FastOpt.Cli.Scaffolding;

/// <summary>A table from which no project can be written, or a place where it cannot be: one line says why.</summary>
internal sealed class UnusableTableException(string message) : Exception(message);
