using System.Xml.Linq;
using FastOpt.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace FastOpt.Generators.Tests.PublicApi;

/// <summary>
/// What FastOpt shows to its users. A change is a decision: it goes with a new recording (run these tests once with FASTOPT_RECORD=1) that a reviewer reads.
/// </summary>
public sealed class PublicApiTests
{
    private static readonly string Recording = Path.Combine(Repository.Root, "tests", "FastOpt.Generators.Tests", "Recorded", "PublicApi.txt");

    [Fact]
    public void TheSurfaceIsTheRecordedOne()
    {
        string actual = ApiPrinter.Print(Library());
        if (Environment.GetEnvironmentVariable("FASTOPT_RECORD") == "1")
            File.WriteAllText(Recording, actual);
        string[] recorded = File.ReadAllLines(Recording);
        string[] found = actual.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] changes = [.. recorded.Except(found).Select(static line => "- " + line), .. found.Except(recorded).Select(static line => "+ " + line)];
        Assert.True(changes.Length == 0, "The public surface differs from Recorded/PublicApi.txt; FASTOPT_RECORD=1 records it anew.\n" + string.Join("\n", changes.Take(40)));
        Assert.Equal(recorded, found);
    }

    [Fact]
    public void EveryVisibleMemberIsDocumented()
    {
        HashSet<string> documented = [.. XDocument.Load(Path.ChangeExtension(typeof(NetworkAttribute).Assembly.Location, ".xml")).Descendants("member")
            .Where(static member => !string.IsNullOrWhiteSpace(member.Value) || member.Element("inheritdoc") is not null)
            .Select(static member => member.Attribute("name")!.Value)];
        string[] silent = [.. ApiPrinter.VisibleTypes(Library())
            .SelectMany(static type => ApiPrinter.VisibleMembers(type).Where(static m => !m.IsOverride && !IsDescribedByType(m)).Prepend(type))
            .Where(symbol => !documented.Contains(symbol.GetDocumentationCommentId()!))
            .Select(static symbol => symbol.ToDisplayString())];
        Assert.Empty(silent);
    }

    [Fact]
    public void WhatOnlyGeneratedCodeCallsIsHiddenFromEditors() => Assert.All(
        ApiPrinter.VisibleTypes(Library()).Where(static type => type.ContainingNamespace.ToDisplayString() == "FastOpt.Runtime" && type.ContainingType is null),
        static type => Assert.True(ApiPrinter.IsHidden(type), $"{type} is in FastOpt.Runtime, but editors offer it"));

    /// <summary>
    /// What the type's own documentation describes: constructors without words of their own, the properties that are a record's parameters, and what the
    /// compiler gives a delegate.
    /// </summary>
    private static bool IsDescribedByType(ISymbol member) => member is IMethodSymbol { MethodKind: MethodKind.Constructor }
        || member.ContainingType.TypeKind == TypeKind.Delegate
        || (member is IPropertySymbol && member.ContainingType.InstanceConstructors.Any(c => c.Parameters.Any(p => p.Name == member.Name)));

    private static IAssemblySymbol Library()
    {
        Compilation compilation = Generation.Compilation([]);
        MetadataReference library = compilation.References.Single(static reference => Path.GetFileName(reference.Display) == "FastOpt.dll");
        return (IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(library)!;
    }
}
