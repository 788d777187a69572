using System.Reflection;

namespace FastOpt.Generators.Tests.Harness;

/// <summary>
/// Source that drives the emitted vector forms of a rule over arrays, width by width, beside the rule's own scalar method. Compiled together with the rule, so
/// that it is also a check of the emitted signatures.
/// </summary>
internal static class RuleDriver
{
    /// <summary>The activation's value and derivative: <c>float[][] Run(int width, float[] x)</c> gives scalar, vector, derivative.</summary>
    public static string Activation(string type, string instance, bool isStatic, bool derivativeFromOutput) => Wrap(width =>
        $$"""
                Vector{{width}}<float> v = Vector{{width}}.LoadUnsafe(ref padded[0], (nuint)i);
                Vector{{width}}<float> y = {{type}}.Apply(v, in coefficients);
                y.StoreUnsafe(ref results[1][0], (nuint)i);
                {{type}}.Derivative({{(derivativeFromOutput ? "y" : "v")}}, in coefficients).StoreUnsafe(ref results[2][0], (nuint)i);
        """,
        $$"""
            {{type}} rule = {{instance}};
            {{type}}.Coefficients coefficients = rule.GetCoefficients();
        """,
        $"results[0][i] = {(isStatic ? type : "rule")}.Apply(x[i]);",
        $"rule.Apply(x, results[3].AsSpan(0, x.Length));");

    /// <summary>The loss's value and derivative, targets the inputs in reverse order.</summary>
    public static string Loss(string type, string instance, bool isStatic) => Wrap(width =>
        $$"""
                Vector{{width}}<float> v = Vector{{width}}.LoadUnsafe(ref padded[0], (nuint)i);
                Vector{{width}}<float> t = Vector{{width}}.LoadUnsafe(ref reversed[0], (nuint)i);
                {{type}}.ApplyWithDerivative(v, t, in coefficients, out Vector{{width}}<float> d).StoreUnsafe(ref results[1][0], (nuint)i);
                d.StoreUnsafe(ref results[2][0], (nuint)i);
                {{type}}.Apply(v, t, in coefficients).StoreUnsafe(ref results[3][0], (nuint)i);
        """,
        $$"""
            {{type}} rule = {{instance}};
            {{type}}.Coefficients coefficients = rule.GetCoefficients();
            float[] reversed = new float[padded.Length];
            for (int i = 0; i < x.Length; i++)
                reversed[i] = x[x.Length - 1 - i];
        """,
        $"results[0][i] = {(isStatic ? type : "rule")}.Apply(x[i], reversed[i]);",
        "");

    /// <summary>Ten steps of an optimizer on weights that start as the inputs, gradients from them: scalar and vector weights.</summary>
    public static string Optimizer(string type, string instance, int states, bool takesStep) => Wrap(width =>
        $$"""
                Vector{{width}}<float> w = Vector{{width}}.LoadUnsafe(ref padded[0], (nuint)i);
                {{string.Concat(Enumerable.Range(0, states).Select(s => $"Vector{width}<float> s{s} = default; "))}}
                for (long step = 1; step <= 10; step++)
                {
                    {{type}}.Coefficients coefficients = rule.GetCoefficients(step);
                    Vector{{width}}<float> g = w * 0.75f - Vector{{width}}.Create(0.125f);
                    {{type}}.Update(ref w, g, {{string.Concat(Enumerable.Range(0, states).Select(s => $"ref s{s}, "))}}in coefficients);
                }

                w.StoreUnsafe(ref results[1][0], (nuint)i);
        """,
        $"    {type} rule = {instance};",
        $$"""
        {
            float w = x[i];
            {{string.Concat(Enumerable.Range(0, states).Select(s => $"float s{s} = 0; "))}}
            for (long step = 1; step <= 10; step++)
                rule.Update(ref w, w * 0.75f - 0.125f{{string.Concat(Enumerable.Range(0, states).Select(s => $", ref s{s}"))}}{{(takesStep ? ", step" : "")}});
            results[0][i] = w;
        }
        """,
        "");

    /// <summary>Runs the driver of a loaded assembly.</summary>
    public static float[][] Run(Assembly assembly, int width, float[] x) => (float[][])assembly.GetType("Samples.Driver")!.GetMethod("Run")!.Invoke(null, [width, x])!;

    private static string Wrap(Func<int, string> body, string setUp, string scalar, string spans) =>
        $$"""
        using System.Runtime.Intrinsics;

        namespace Samples;

        /// <summary>Drives a rule; beside it, since the library may have a rule of the same name.</summary>
        public static class Driver
        {
            /// <summary>Runs.</summary>
            public static float[][] Run(int width, float[] x)
            {
                float[] padded = new float[x.Length + 16];
                x.CopyTo(padded, 0);
                float[][] results = [new float[padded.Length], new float[padded.Length], new float[padded.Length], new float[padded.Length]];
        {{setUp}}
                for (int i = 0; i < x.Length; i++)
                    {{scalar}}
                switch (width)
                {
        {{string.Concat(new[] { 128, 256, 512 }.Select(w => $$"""

                    case {{w}}:
                        for (int i = 0; i < x.Length; i += {{w / 32}})
                        {
        {{body(w)}}
                        }

                        break;
        """))}}
                }

                {{spans}}
                return results;
            }
        }
        """;
}
