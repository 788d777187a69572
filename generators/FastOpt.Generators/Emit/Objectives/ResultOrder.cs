using FastOpt.Generators.Lowering.Ir;

namespace FastOpt.Generators.Emit.Objectives;

/// <summary>
/// The order in which results are computed beside a value: each as soon as what it shares with the value is there. A sum of many terms and its derivatives then
/// go
/// side by side, and what a term leaves behind is used at once, instead of being kept in memory until all terms are done.
/// </summary>
internal static class ResultOrder
{
    /// <summary>The nodes below the value, if any, and the results.</summary>
    public static IReadOnlyList<Node> Of(Node? value, IReadOnlyList<Node> results)
    {
        if (value is null)
            return Traversal.InOrder(results);
        List<Node> ofValue = Traversal.InOrder([value]);
        Dictionary<Node, int> places = Enumerable.Range(0, ofValue.Count).ToDictionary(i => ofValue[i]);
        var seen = new HashSet<Node>();
        var order = new List<Node>();
        int next = 0;
        foreach (var (result, place) in results.Select(r => (r, Last(r, places))).OrderBy(static r => r.Item2))
        {
            for (; next <= place; next++)
                Add(ofValue[next]);
            foreach (Node node in Traversal.InOrder([result]))
                Add(node);
        }

        for (; next < ofValue.Count; next++)
            Add(ofValue[next]);
        return order;

        void Add(Node node)
        {
            if (seen.Add(node))
                order.Add(node);
        }
    }

    /// <summary>The place of the last node that the result shares with the value; −1 if there is none.</summary>
    private static int Last(Node result, Dictionary<Node, int> places) =>
        Traversal.InOrder([result]).Select(n => places.TryGetValue(n, out int place) ? place : -1).DefaultIfEmpty(-1).Max();
}
