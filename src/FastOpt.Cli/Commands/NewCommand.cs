using System.CommandLine;
using System.Globalization;
using System.Reflection;
using FastOpt.Cli.Scaffolding;

namespace FastOpt.Cli.Commands;

/// <summary><c>fastopt new</c>.</summary>
internal static class NewCommand
{
    private static readonly string[] Reserved = ["System", "Microsoft", "FastOpt"];

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var table = new Argument<string>("TABLE.csv") { Description = "The table: its first line names the columns; comma, semicolon or tab between cells." };
        var target = new Option<string>("--target") { Description = "The column that is predicted.", HelpName = "COLUMN", Required = true };
        var folder = new Option<string?>("--output", "-o") { Description = "The project's folder. Without it, one named after the table.", HelpName = "DIR" };
        var name = new Option<string?>("--name") { Description = "The project's name, which is its namespace. Without it, the folder's.", HelpName = "NAME" };
        Option<string?> task = NamedTask();
        var single = new Option<bool>("--single-file") { Description = "Write one file that `dotnet run NAME.cs` runs, in place of a project." };
        var force = new Option<bool>("--force") { Description = "Write over files that are there." };
        var packages = new Option<string?>("--packages")
        {
            Description = "Also write a nuget.config that gets FastOpt's packages from this folder.",
            HelpName = "DIR",
        };

        var command = new Command("new", "Reads a table, and writes a project that trains a network on it.")
        {
            table, target, folder, name, task, single, force, packages,
        };
        command.SetAction(parsed =>
        {
            InvocationConfiguration io = parsed.InvocationConfiguration;
            string path = parsed.GetValue(table)!, place = parsed.GetValue(folder) ?? Path.GetFileNameWithoutExtension(path);
            var to = new ProjectTarget(place, parsed.GetValue(single), parsed.GetValue(force), parsed.GetValue(packages), Version());
            bool? isClass = parsed.GetValue(task) switch { null => null, "classes" => true, _ => false };
            try
            {
                Run(path, parsed.GetValue(target)!, parsed.GetValue(name), isClass, to, io.Output);
                return CommandLine.Success;
            }
            catch (UnusableTableException e)
            {
                io.Error.WriteLine($"fastopt: {e.Message}");
                return CommandLine.Failure;
            }
        });
        return command;
    }

    private static Option<string?> NamedTask()
    {
        var task = new Option<string?>("--task")
        {
            Description = "classes or numbers. Without it, what the column looks like: few whole numbers and texts are classes.",
            HelpName = "TASK",
        };
        task.Validators.Add(static result =>
        {
            if (result.Tokens is [var token] && token.Value is not ("classes" or "numbers"))
                result.AddError($"--task does not know '{token.Value}', only: classes, numbers");
        });
        return task;
    }

    private static void Run(string path, string target, string? name, bool? isClass, ProjectTarget to, TextWriter output)
    {
        string project = name ?? MemberNames.Pascal(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(to.Folder))), "Table");
        if (!MemberNames.IsIdentifier(project))
            throw new UnusableTableException($"--name '{project}' is no name in C#: letters, digits and underscores, with no digit in front");
        if (Reserved.Contains(project))
            throw new UnusableTableException($"--name '{project}' is the name of a namespace that the project uses; take another");
        ProjectWriter.CheckFolder(to);

        bool isLive = Terminal.IsLive(output);
        TableSurvey survey = TableSurvey.Read(path, isLive ? ShowShare : null);
        if (isLive)
            output.Write("\r             \r");
        ProjectPlan plan = ProjectPlan.Make(survey, target, project, isClass);
        IReadOnlyList<string> files = ProjectWriter.Write(plan, to);
        TableSummary.Write(plan, output);
        output.WriteLine($"{to.Folder}: {string.Join(", ", files)}");
        output.WriteLine($"Next: cd {to.Folder} && dotnet run -c Release{(to.IsSingleFile ? " " + files[0] : "")}");

        void ShowShare(double share) => output.Write(string.Create(CultureInfo.InvariantCulture, $"\rreading {100 * share,3:F0} %"));
    }

    /// <summary>The version of the packages that this program was built with.</summary>
    private static string Version() =>
        typeof(NewCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
