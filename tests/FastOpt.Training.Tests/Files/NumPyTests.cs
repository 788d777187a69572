using System.Diagnostics;
using FastOpt.Training.Tests.Data;

namespace FastOpt.Training.Tests.Files;

/// <summary>NumPy itself reads what is written here, where it is installed.</summary>
public sealed class NumPyTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void NumPyReadsWhatIsWritten()
    {
        string? python = new[] { "python3", "/usr/bin/python3" }.FirstOrDefault(HasNumPy);
        Assert.SkipWhen(python is null, "There is no python3 with NumPy here.");
        Npy.Write(_folder["f4.npy"], NpyArray.Of([0, 0.5f, -1, float.NaN, float.PositiveInfinity, 1.1f], 3, 2));
        Npy.Write(_folder["f8.npy"], NpyArray.Of([0.1, -2.5], 1, 2, 1));
        Npy.Write(_folder["u1.npy"], NpyArray.Of<byte>([0, 255]));
        Npy.Write(_folder["i4.npy"], NpyArray.Of([int.MinValue, 7]));
        Npy.Write(_folder["i8.npy"], NpyArray.Of([long.MaxValue]));
        Npy.Write(_folder["b1.npy"], NpyArray.Of([true, false, true], 3, 1));
        Npz.Write(_folder["all.npz"], new Dictionary<string, NpyArray> { ["x"] = NpyArray.Of([1f, 2, 3, 4], 2, 2), ["y"] = NpyArray.Of([0L, 1]) });
        string script = _folder.Write("read.py", """
            import numpy as np
            for name in ["f4", "f8", "u1", "i4", "i8", "b1"]:
                a = np.load(name + ".npy", allow_pickle=False)
                print(name, a.dtype.str, a.shape, a.flags.c_contiguous, [repr(v) for v in a.ravel().tolist()])
            z = np.load("all.npz", allow_pickle=False)
            print(sorted(z.files), z["x"].tolist(), z["y"].dtype.str, z["y"].tolist())
            """);
        Assert.Equal(
            """
            f4 <f4 (3, 2) True ['0.0', '0.5', '-1.0', 'nan', 'inf', '1.100000023841858']
            f8 <f8 (1, 2, 1) True ['0.1', '-2.5']
            u1 |u1 (2,) True ['0', '255']
            i4 <i4 (2,) True ['-2147483648', '7']
            i8 <i8 (1,) True ['9223372036854775807']
            b1 |b1 (3, 1) True ['True', 'False', 'True']
            ['x', 'y'] [[1.0, 2.0], [3.0, 4.0]] <i8 [0, 1]

            """.ReplaceLineEndings("\n"),
            Run(python!, script).Output.ReplaceLineEndings("\n"));
    }

    private static bool HasNumPy(string python)
    {
        try
        {
            return Run(python, "-c", "import numpy").Code == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static (int Code, string Output) Run(string python, params string[] arguments)
    {
        var start = new ProcessStartInfo(python, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.IsPathRooted(arguments[0]) ? Path.GetDirectoryName(arguments[0]) : "",
        };
        using Process process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
