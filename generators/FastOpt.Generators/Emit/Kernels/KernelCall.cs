using System.Text;
using FastOpt.Generators.Emit.Targets;
using FastOpt.Generators.Lowering.Network;

namespace FastOpt.Generators.Emit.Kernels;

/// <summary>
/// How phases call kernels. A kernel of one statement, such as a call of the runtime with a shape, has no method: a phase writes the statement with what is
/// bound to the kernel's parameters in their place. All others are methods.
/// </summary>
internal static class KernelCall
{
    private const string In = "in ";

    /// <summary>The only statement of a kernel, over the names of its parameters; null for a kernel that is a method.</summary>
    public static string? StatementOf(KernelMethod method)
    {
        if (!method.Kernel.IsOfAnyWidth)
            return null;
        var writer = new SourceWriter();
        KernelEmitters.Emit(writer, VectorTarget.All[0], method);
        string[] lines = writer.ToString().TrimEnd().Split('\n');
        // A header, a brace, the statement, a brace.
        return lines.Length == 4 ? lines[2].Trim() : null;
    }

    /// <summary>A statement with arguments in the place of the parameters.</summary>
    public static string Bind(string statement, IReadOnlyDictionary<string, string> arguments)
    {
        var text = new StringBuilder();
        for (int i = 0; i < statement.Length;)
        {
            int end = i;
            while (end < statement.Length && (char.IsLetterOrDigit(statement[end]) || statement[end] == '_'))
                end++;
            if (end == i)
            {
                text.Append(statement[i++]);
                continue;
            }

            string word = statement.Substring(i, end - i);
            if (IsFree(statement, i, end) && arguments.TryGetValue(word, out string? argument))
                Append(text, argument, statement, i, end);
            else
                text.Append(word);
            i = end;
        }

        return text.ToString();
    }

    /// <summary>Whether a word stands for itself: it is no member, and no parameter's name in front of a colon.</summary>
    private static bool IsFree(string text, int start, int end)
    {
        bool isMember = start > 0 && (text[start - 1] is '.' or ':');
        bool isName = text[end] == ':';
        return !isMember && !isName;
    }

    /// <summary>
    /// "ref" and "in" stand in the statement, and a new value takes none; a sum or a product is in parentheses unless it is handed on as it is.
    /// </summary>
    private static void Append(StringBuilder text, string argument, string statement, int start, int end)
    {
        if (argument.StartsWith("new ", StringComparison.Ordinal) && text.ToString(text.Length - In.Length, In.Length) == In)
            text.Length -= In.Length;
        string value = Without(In, Without("ref ", argument));
        bool isHandedOn = statement[start - 1] is '(' || (statement[start - 1] == ' ' && (statement[start - 2] is ',' or 'f' or 'n'));
        text.Append(HasOperator(value) && !(isHandedOn && (statement[end] is ',' or ')')) ? $"({value})" : value);
    }

    /// <summary>Whether there are operators outside of parentheses.</summary>
    private static bool HasOperator(string value)
    {
        int depth = 0;
        foreach (char letter in value)
        {
            depth += letter == '(' ? 1 : letter == ')' ? -1 : 0;
            if (depth == 0 && (letter is '+' or '-' or '*' or '/'))
                return true;
        }

        return false;
    }

    private static string Without(string prefix, string text) => text.StartsWith(prefix, StringComparison.Ordinal) ? text.Substring(prefix.Length) : text;
}
