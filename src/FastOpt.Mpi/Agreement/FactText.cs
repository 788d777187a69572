namespace FastOpt.Mpi;

/// <summary>Facts that processes compare, as one text for each process.</summary>
internal static class FactText
{
    private const char Between = '\u001f', End = '\u001e';

    /// <summary>The text of facts.</summary>
    public static string Write(IReadOnlyList<(string What, string Value)> facts) =>
        string.Concat(facts.Select(static fact => $"{fact.What}{Between}{fact.Value}{End}"));

    /// <summary>The first fact that is not the same on all processes, with each value and who has it; null where there is none.</summary>
    /// <param name="texts">The facts of each process, in the order of ranks.</param>
    public static (string Text, IReadOnlyList<int> Processes)? Difference(IReadOnlyList<string> texts)
    {
        (string What, string Value)[][] all = [.. texts.Select(Read)];
        int count = all.Max(static facts => facts.Length);
        for (int i = 0; i < count; i++)
        {
            // One name on all processes, unless they compare different things.
            string[] values = [.. all.Select(facts => i < facts.Length ? facts[i].Value : "nothing")];
            string[] names = [.. all.Where(facts => i < facts.Length).Select(facts => facts[i].What).Distinct()];
            if (names.Length > 1)
                return ($"The processes compare different things: {string.Join(", ", names)}.", []);
            IGrouping<string, int>[] groups = [.. Enumerable.Range(0, values.Length).GroupBy(process => values[process])];
            if (groups.Length == 1)
                continue;
            string text = string.Join("; ", groups.Select(static group => $"{group.Key} on {Processes(group)}"));
            int most = groups.Max(static group => group.Count());
            bool isMost = groups.Count(group => group.Count() == most) == 1;
            int[] odd = [.. groups.Where(group => !isMost || group.Count() < most).SelectMany(static group => group).Order()];
            return ($"The processes differ in {names[0]}: {text}.", odd);
        }

        return null;
    }

    private static (string What, string Value)[] Read(string text) =>
        [.. text.Split(End, StringSplitOptions.RemoveEmptyEntries).Select(static fact => fact.Split(Between)).Select(static parts => (parts[0], parts[1]))];

    private static string Processes(IEnumerable<int> processes) =>
        processes.ToArray() is [var one] ? FormattableString.Invariant($"process {one}") : $"processes {string.Join(", ", processes)}";
}
