using System.Globalization;
using System.Reflection;
using FastOpt.Runtime;

namespace FastOpt.Tests.Engine.MachineCode;

/// <summary>A register tile of the runtime: of a product, for one walk, one end and one rule, or of a convolution.</summary>
/// <param name="Name">"WideProductTiles.Of8".</param>
/// <param name="Method">The method, closed.</param>
internal sealed record TileMethod(string Name, MethodInfo Method)
{
    /// <summary>What its generic parameters are, those of the type first.</summary>
    public RuntimeTypeHandle[] Instantiation =>
        [.. Method.DeclaringType!.GetGenericArguments().Concat(Method.GetGenericArguments()).Select(static type => type.TypeHandle)];
}

/// <summary>The register tiles: internal to FastOpt, and generic in the width; those of products in the walk, the end and the rule, too.</summary>
internal static class KernelMethods
{
    private static readonly Assembly Runtime = typeof(DenseProduct).Assembly;

    /// <summary>The tiles that a width uses, each with the ends that differ in what registers they take.</summary>
    public static IEnumerable<TileMethod> All(int bits)
    {
        Type[] width = [Named($"Vectors{bits}"), VectorOf(bits)];
        (string Class, int[] Rows, bool IsOfWeights)[] tiles = bits == 512
            ? [("WideProductTiles", [8, 4, 1], false), ("ProductTiles", [8, 4, 2, 1], true), ("NarrowProductTiles", [8, 4, 2, 1], true)]
            : [("ProductTiles", [6, 4, 3, 2, 1], true), ("NarrowProductTiles", [6, 4, 3, 2, 1], true)];
        tiles = [.. tiles, ("RowTiles", [8, 6, 4], false)];
        foreach (var (name, rowCounts, isOfWeights) in tiles)
        {
            Type type = Named(name + "`2").MakeGenericType(width);
            foreach (int rows in rowCounts)
            {
                MethodInfo method = type.GetMethod("Of" + rows.ToString(CultureInfo.InvariantCulture))!;
                foreach ((string walk, string end, Type rule) in Ends(isOfWeights))
                {
                    Type closedEnd = Named(end + "`3").MakeGenericType([.. width, rule]);
                    yield return new TileMethod($"{name}.{method.Name}", method.MakeGenericMethod(Named(walk), closedEnd, rule));
                }
            }
        }

        Type streamed = Named("StreamedTiles`3").MakeGenericType([.. width, typeof(Adam.Coefficients)]);
        foreach (string name in bits == 512 ? new[] { "Of16x1", "Of8x2" } : ["Of6x2"])
            yield return new TileMethod("StreamedTiles." + name, streamed.GetMethod(name)!);
        int[] narrow = [14, 12, 10, 8, 6, 4, 2, 1];
        (int[] wide, narrow) = bits == 512 ? ([8, 6, 4, 2, 1], [28, 24, 20, 16, .. narrow]) : ((int[])[6, 4, 2, 1], narrow);
        foreach (TileMethod tile in OfConvolutions(width, wide, narrow))
            yield return tile;
    }

    private static IEnumerable<TileMethod> OfConvolutions(Type[] width, int[] wide, int[] narrow)
    {
        (string End, Type Rule)[] sums = [("ActivationOfSum", typeof(NoActivation)), ("ActivationOfSum", typeof(Relu.Coefficients))];
        (string End, Type Rule)[] all = [.. sums, ("DerivativeOfSum", typeof(Tanh.Coefficients))];
        (Type Tiles, string Name, int[] Pixels, (string End, Type Rule)[] Ends)[] kinds =
        [
            (Named("WideTiles`2").MakeGenericType(width), "WideTiles", wide, all),
            (Named("NarrowTiles`3").MakeGenericType([.. width, Named("OneImage")]), "NarrowTiles", narrow, all),
            (Named("NarrowTiles`3").MakeGenericType([.. width, Named("TwoImages")]), "NarrowTiles", narrow, sums),
        ];
        foreach ((Type tiles, string name, int[] pixels, (string End, Type Rule)[] ends) in kinds)
        {
            foreach (string method in pixels.Select(static count => "Of" + count.ToString(CultureInfo.InvariantCulture)))
            {
                foreach ((string end, Type rule) in ends)
                {
                    Type closedEnd = Named(end + "`3").MakeGenericType([.. width, rule]);
                    yield return new TileMethod($"{name}.{method}", tiles.GetMethod(method)!.MakeGenericMethod(closedEnd, rule));
                }
            }
        }
    }

    /// <summary>Rows and vectors of a tile.</summary>
    public static (int Rows, int Vectors) Tile(string name)
    {
        string[] parts = name.Split('.');
        string[] size = parts[1][2..].Split('x');
        int vectors = parts[0] switch
        {
            "WideProductTiles" => 3,
            "ProductTiles" or "WideTiles" => 2,
            "NarrowProductTiles" or "NarrowTiles" or "RowTiles" => 1,
            _ => int.Parse(size[1], CultureInfo.InvariantCulture),
        };
        return (int.Parse(size[0], CultureInfo.InvariantCulture), vectors);
    }

    /// <summary>A rule in the registers, one that passes over the tile, a derivative, a store; for weights an update and sums that go on.</summary>
    private static IEnumerable<(string Walk, string End, Type Rule)> Ends(bool isOfWeights) =>
    [
        ("AlongRows", "ActivationEnd", typeof(Relu.Coefficients)),
        ("AlongRowsFetching", "ActivationEnd", typeof(Gelu.Coefficients)),
        ("AlongRows", "DerivativeEnd", typeof(Tanh.Coefficients)),
        ("AlongRows", "StoreEnd", typeof(NoActivation)),
        .. isOfWeights
            ? new[] { ("DownColumns", "UpdateEnd", typeof(Adam.Coefficients)), ("DownColumns", "ContinueEnd", typeof(NoActivation)) }
            : [],
    ];

    private static Type Named(string name) => Runtime.GetType("FastOpt.Runtime." + name, throwOnError: true)!;

    private static Type VectorOf(int bits) => bits switch
    {
        512 => typeof(System.Runtime.Intrinsics.Vector512<float>),
        256 => typeof(System.Runtime.Intrinsics.Vector256<float>),
        _ => typeof(System.Runtime.Intrinsics.Vector128<float>),
    };
}
