using System.IO.Compression;
using Xunit;

namespace FastOpt.PackageTests;

/// <summary>The same sources give the same packages, byte by byte, whoever builds them and wherever.</summary>
public sealed class ReproducibleTests(PackedPackage package)
{
    [Fact]
    public void A_clean_build_in_another_folder_packs_the_same_bytes()
    {
        Assert.SkipUnless(PackedPackage.Configuration == "Release", "Release is what is shipped; Debug keeps its paths for the debugger.");
        string repository = CopyRepository();
        string feed = Path.Combine(package.Folder, "second-feed");
        package.Pack(repository, feed, build: true);

        foreach (string file in new[] { package.Library, package.Symbols, package.Training, package.TrainingSymbols, package.Templates })
        {
            using ZipArchive first = ZipFile.OpenRead(file);
            using ZipArchive second = ZipFile.OpenRead(Path.Combine(feed, Path.GetFileName(file)));
            Assert.Equal(first.Entries.Select(static entry => entry.FullName), second.Entries.Select(static entry => entry.FullName));
            foreach (ZipArchiveEntry entry in first.Entries)
                Assert.True(Bytes(entry).AsSpan().SequenceEqual(Bytes(second.GetEntry(entry.FullName)!)), $"{Path.GetFileName(file)}: {entry.FullName} differs");
        }
    }

    /// <summary>Copies what the packages are built from, with the repository's history, which packages name by its commit.</summary>
    private string CopyRepository()
    {
        string root = PackedPackage.RepositoryRoot;
        string copy = Path.Combine(package.Folder, "another", "clone");
        if (Path.Exists(Path.Combine(root, ".git")))
        {
            Shell.Run("git", root, "clone", "--quiet", "--shared", "--no-checkout", root, copy).Succeeded();
            // Sources are linked to where the repository comes from, which must not be this folder.
            CommandResult origin = Shell.Run("git", root, "remote", "get-url", "origin");
            Shell.Run("git", copy, origin.ExitCode == 0 ? ["remote", "set-url", "origin", origin.Output.Trim()] : ["remote", "remove", "origin"]).Succeeded();
        }

        foreach (string file in Directory.GetFiles(root))
            Copy(file);
        foreach (string room in new[] { "src", "generators" })
        {
            foreach (string file in Directory.EnumerateFiles(Path.Combine(root, room), "*", SearchOption.AllDirectories))
            {
                string[] folders = Path.GetRelativePath(root, file).Split(Path.DirectorySeparatorChar);
                if (!folders.Contains("bin") && !folders.Contains("obj"))
                    Copy(file);
            }
        }

        return copy;

        void Copy(string file)
        {
            string target = Path.Combine(copy, Path.GetRelativePath(root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            // In a worktree, .git is a file of its own.
            if (Path.GetFileName(file) != ".git")
                File.Copy(file, target, overwrite: true);
        }
    }

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using Stream stream = entry.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
