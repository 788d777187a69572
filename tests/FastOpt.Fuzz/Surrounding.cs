using System.Collections.Immutable;
using FastOpt.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace FastOpt.Fuzz;

/// <summary>A project into which inputs are put: its options, its references, and a generator that has already run once, as in an editor.</summary>
public sealed class Surrounding
{
    private const string Usings = "global using System; global using FastOpt;";

    private readonly CSharpParseOptions _parsing;
    private readonly CSharpCompilation _base;
    private readonly SyntaxTree _empty;
    private readonly GeneratorDriver _fresh;
    private readonly GeneratorDriver _used;
    private readonly string _path;

    private Surrounding(string name, LanguageVersion language, bool isChecked, NullableContextOptions nullable, ImmutableArray<MetadataReference> references, string path)
    {
        (Name, _path) = (name, path);
        _parsing = new CSharpParseOptions(language, DocumentationMode.Diagnose).WithFeatures([new("strict", "true")]);
        _empty = CSharpSyntaxTree.ParseText("", _parsing, path);
        _base = CSharpCompilation.Create(
            "Fuzz",
            [CSharpSyntaxTree.ParseText(Usings, _parsing, "Usings.cs"), _empty],
            references,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                checkOverflow: isChecked,
                allowUnsafe: true,
                warningLevel: 9999,
                nullableContextOptions: nullable,
                concurrentBuild: false));
        _fresh = CSharpGeneratorDriver.Create([new FastOptGenerator().AsSourceGenerator()], parseOptions: _parsing);
        _used = _fresh.RunGenerators(_base);
    }

    /// <summary>Right projects: checked and unchecked, nullable on and off.</summary>
    public static IReadOnlyList<Surrounding> Complete { get; } =
    [
        new("unchecked, nullable", LanguageVersion.Latest, isChecked: false, NullableContextOptions.Enable, References.All, "Source.cs"),
        new("checked, not nullable", LanguageVersion.Latest, isChecked: true, NullableContextOptions.Disable, References.All, "/home/a user/übung (1)/My Source.cs"),
        new("unchecked, not nullable", LanguageVersion.Preview, isChecked: false, NullableContextOptions.Disable, References.All, "C:\\Users\\a user\\Source.cs"),
        new("checked, nullable, C# 12", LanguageVersion.CSharp12, isChecked: true, NullableContextOptions.Enable, References.All, ""),
    ];

    /// <summary>Projects in which nothing can compile: too old, or without what generated code needs.</summary>
    public static IReadOnlyList<Surrounding> Lacking { get; } =
    [
        new("C# 7.3", LanguageVersion.CSharp7_3, isChecked: false, NullableContextOptions.Disable, References.All, "Source.cs"),
        new("C# 11", LanguageVersion.CSharp11, isChecked: false, NullableContextOptions.Enable, References.All, "Source.cs"),
        new("without FastOpt", LanguageVersion.Latest, isChecked: false, NullableContextOptions.Enable, References.WithoutFastOpt, "Source.cs"),
        new("FastOpt alone", LanguageVersion.Latest, isChecked: false, NullableContextOptions.Enable, References.FastOptAlone, "Source.cs"),
        new("without references", LanguageVersion.Latest, isChecked: false, NullableContextOptions.Enable, [], "Source.cs"),
    ];

    /// <summary>What tells it from the others.</summary>
    public string Name { get; }

    /// <summary>The project with this source as its only file besides the usings.</summary>
    public CSharpCompilation With(string source) => _base.ReplaceSyntaxTree(_empty, CSharpSyntaxTree.ParseText(source, _parsing, _path));

    /// <summary>The generator, as it starts or as it is after a run over the empty project.</summary>
    public GeneratorDriver Driver(bool hasRun) => hasRun ? _used : _fresh;
}
