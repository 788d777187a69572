using System.ComponentModel;
using System.Globalization;

namespace FastOpt.Runtime;

/// <summary>
/// Some of a network's parameters, by their names: one tensor ("conv1.weight"), those of a layer ("conv1"), or those of all layers of a stem ("conv"), in
/// canonical order. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class NamedParameters
{
    /// <summary>Checks that a prefix names tensors, and that there are as many values as these have.</summary>
    /// <param name="model">The network's name.</param>
    /// <param name="tensors">All of its parameters.</param>
    /// <param name="prefix">The name, or the beginning of names.</param>
    /// <param name="count">The values.</param>
    /// <exception cref="ArgumentException">It names none, or there are more or fewer values.</exception>
    public static void Check(string model, ReadOnlySpan<ParameterInfo> tensors, string prefix, int count)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        var named = new List<string>();
        int expected = 0;
        foreach (ParameterInfo tensor in tensors)
        {
            if (!IsNamed(tensor.Name, prefix))
                continue;
            named.Add(tensor.Name);
            expected += tensor.Count;
        }

        if (named.Count == 0)
            throw new ArgumentException($"{model}: prefix is '{prefix}', which names no tensor; there are {Join(tensors)}.", nameof(prefix));
        if (count != expected)
        {
            string names = string.Join(", ", named);
            string mistake = string.Create(
                CultureInfo.InvariantCulture, $"{model}: parameters has {count} elements, but '{prefix}' names {names}, which have {expected}.");
            throw new ArgumentException(mistake, "parameters");
        }
    }

    /// <summary>Puts values in the place of the tensors that a prefix names.</summary>
    /// <param name="tensors">All parameters.</param>
    /// <param name="prefix">The name, or the beginning of names.</param>
    /// <param name="values">The values, one tensor behind the other.</param>
    /// <param name="parameters">All parameters in canonical order.</param>
    public static void Replace(ReadOnlySpan<ParameterInfo> tensors, string prefix, ReadOnlySpan<float> values, Span<float> parameters)
    {
        foreach (ParameterInfo tensor in tensors)
        {
            if (!IsNamed(tensor.Name, prefix))
                continue;
            values[..tensor.Count].CopyTo(parameters[tensor.Offset..]);
            values = values[tensor.Count..];
        }
    }

    /// <summary>Whether a prefix ends where a part of the name does: "conv1" is no prefix of "conv10.weight", and "con" none of "conv1.weight".</summary>
    private static bool IsNamed(string name, string prefix)
    {
        if (prefix.Length == 0 || !name.StartsWith(prefix, StringComparison.Ordinal))
            return false;
        return name.Length == prefix.Length || name[prefix.Length] == '.' || (char.IsAsciiDigit(name[prefix.Length]) && !char.IsAsciiDigit(prefix[^1]));
    }

    private static string Join(ReadOnlySpan<ParameterInfo> tensors)
    {
        var names = new List<string>();
        foreach (ParameterInfo tensor in tensors)
            names.Add(tensor.Name);
        return string.Join(", ", names);
    }
}
