using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Records;

/// <summary>Prints what the compiler adds to a record with features: its columns, how it is read from a table, how it becomes inputs and targets.</summary>
internal sealed class RecordEmitter
{
    private const string Training = "global::FastOpt.Training.";

    private readonly SourceWriter _writer;
    private readonly RecordSpec _record;
    private readonly string _target;
    private readonly string _interface;

    private RecordEmitter(SourceWriter writer, RecordSpec record)
    {
        (_writer, _record) = (writer, record);
        _target = Target(record);
        _interface = Interface(record);
    }

    /// <summary>The record's part of the type.</summary>
    public static GeneratedFile Emit(RecordSpec record) => FileFrame.Write(
        record.Declaration,
        HintNames.For(record.Declaration.FileStem, "record"),
        Header(record),
        writer => new RecordEmitter(writer, record).WriteMembers(),
        bases: " : " + Interface(record));

    private static string Target(RecordSpec record) => record.IsClassified ? "int" : "float";

    private static string Interface(RecordSpec record) => $"{Training}IRecord<{record.Declaration.TypeName}, {Target(record)}>";

    private static IEnumerable<string> Header(RecordSpec record)
    {
        int labels = record.Members.Count(static m => m.Role == RecordRole.Label);
        yield return "";
        string what = record.IsClassified ? "a label that is a class" : Count(labels, "label");
        yield return $"{record.Name}: a record of {Count(record.Features.Count, "feature")} and {what}.";
        yield return "";
    }

    private static string Count(int count, string noun) => $"{Literals.Number(count)} {noun}{(count == 1 ? "" : "s")}";

    private void WriteMembers()
    {
        WriteSchema();
        WriteSugar();
        WriteRead();
        WriteValues("WriteFeatures", [.. _record.Features.Select(i => _record.Members[i])]);
        WriteValues("WriteLabels", [.. _record.Members.Where(static m => m.Role == RecordRole.Label)]);
        WriteCells();
        foreach (RecordMemberSpec member in _record.Members.Where(static m => m.Type.Kind == "Option"))
            WriteOption(member);
    }

    private void WriteSchema()
    {
        int[] Where(Func<RecordMemberSpec, bool> wanted) => [.. Enumerable.Range(0, _record.Members.Count).Where(i => wanted(_record.Members[i]))];
        _writer.Line("/// <summary>The columns: what each is called, holds, and is for.</summary>");
        _writer.Line($"public static {Training}RecordSchema Schema {{ get; }} = new(");
        _writer.Line($"    {Text(_record.Name)},");
        _writer.Line("    [");
        foreach (RecordMemberSpec member in _record.Members)
            _writer.Line("        " + Column(member) + ",");
        _writer.Line("    ],");
        _writer.Line($"    features: [{Join(_record.Features)}],");
        _writer.Line($"    labels: [{Join(Where(static m => m.Role == RecordRole.Label))}]);");
    }

    private static string Join(IEnumerable<int> numbers) => string.Join(", ", numbers.Select(static n => Literals.Number(n)));

    private static string Column(RecordMemberSpec member)
    {
        var settings = new List<string> { $"Type = {Text(member.Type.Short)}" };
        if (member.Type.IsNullable)
            settings.Add("IsNullable = true");
        if (!member.IsRead)
            settings.Add("IsComputed = true");
        if (member.Missing != "Mean")
            settings.Add($"Missing = {Training}MissingAs.{member.Missing}");
        if (member.Unknown != "Refuse")
            settings.Add($"Unknown = {Training}Unknown.{member.Unknown}");
        if (member.MostCategories > 0)
            settings.Add($"MostCategories = {Literals.Number(member.MostCategories)}");
        if (member.Type.Options.Count > 0)
            settings.Add($"Options = [{string.Join(", ", member.Type.Options.Select(static o => Text(o.Text)))}]");
        return $"new({Text(member.Name)}, {Text(member.Column)}, {Training}RecordKind.{member.Type.Kind}) {{ {string.Join(", ", settings)} }}";
    }

    private void WriteSugar()
    {
        string self = _record.Declaration.TypeName, arguments = $"<{self}, {_target}>";
        string list = $"global::System.Collections.Generic.IReadOnlyList<{self}>";
        _writer.Line();
        _writer.Line("/// <summary>Reads all records of a file in UTF-8, whose first line names the columns; those of no member are passed over.</summary>");
        _writer.Line("/// <param name=\"path\">The file.</param>");
        _writer.Line("/// <param name=\"separator\">What stands between cells. Default: comma, semicolon or tab, whichever the first line has most.</param>");
        _writer.Line("/// <exception cref=\"global::FastOpt.Training.CsvException\">");
        _writer.Line("/// A column is not there, or a cell does not hold what the member does; the message names file, line, column, and what was found.");
        _writer.Line("/// </exception>");
        _writer.Line($"public static {list} ReadCsv(string path, char? separator = null) => {Training}RecordTable.Read{arguments}(path, separator);");
        _writer.Line();
        _writer.Line("/// <summary>Reads all records that a table has left.</summary>");
        _writer.Line("/// <param name=\"table\">The table.</param>");
        _writer.Line($"public static {list} ReadCsv({Training}TableReader table) => {Training}RecordTable.Read{arguments}(table);");
        _writer.Line();
        _writer.Line("/// <summary>");
        _writer.Line("/// Writes records to a file that <c>ReadCsv</c> reads back; texts that say that a value is missing (NA, null, ?) come back missing.");
        _writer.Line("/// </summary>");
        _writer.Line("/// <param name=\"path\">The file.</param>");
        _writer.Line("/// <param name=\"records\">The records.</param>");
        _writer.Line(
            $"public static void WriteCsv(string path, global::System.Collections.Generic.IEnumerable<{self}> records) => "
            + $"{Training}RecordTable.Write{arguments}(path, records);");
        _writer.Line();
        _writer.Line("/// <summary>Learns from training records how records become rows of inputs and targets: categories, classes, means.</summary>");
        _writer.Line("/// <param name=\"train\">The training part of a split of records.</param>");
        string binder = $"{Training}RecordBinder{arguments}";
        _writer.Line($"public static {binder} Bind({Training}TrainRecords<{self}> train) => {binder}.Fit(train);");
    }

    private void WriteRead()
    {
        _writer.Line();
        string self = _record.Declaration.TypeName;
        List<string> arguments = [], settings = [];
        for (int i = 0; i < _record.Members.Count; i++)
        {
            RecordMemberSpec member = _record.Members[i];
            string value = Reading(member, i);
            if (member.IsPositional)
                arguments.Add($"{Keywords.Escape(member.Name)}: {value}");
            else if (member.IsRead)
                settings.Add($"{Keywords.Escape(member.Name)} = {value},");
        }

        string call = $"static {self} {_interface}.Read({Training}RecordReader reader) => new {self}(";
        string end = settings.Count == 0 ? ");" : ")";
        _writer.Line(arguments.Count == 0 ? call + end : call);
        for (int i = 0; i < arguments.Count; i++)
            _writer.Line($"    {arguments[i]}{(i < arguments.Count - 1 ? "," : end)}");
        if (settings.Count == 0)
            return;
        using (_writer.Braces("", ";"))
        {
            foreach (string setting in settings)
                _writer.Line(setting);
        }
    }

    /// <summary>The cell as what the member holds.</summary>
    private static string Reading(RecordMemberSpec member, int index)
    {
        string column = Literals.Number(index), type = member.Type.Name, nullable = type + "?";
        string value = member.Type.Kind switch
        {
            "Number" or "Whole" => $"reader.Number<{type}>({column})",
            "Truth" => $"reader.Truth({column})",
            "Date" => type == "global::System.DateOnly" ? $"global::System.DateOnly.FromDateTime(reader.Date({column}))" : $"reader.Date({column})",
            "Option" => $"{OptionName(member, "To")}(reader.Option({column}))",
            _ => $"reader.Text({column})",
        };
        return member.Type.IsNullable ? $"reader.IsMissing({column}) ? ({nullable})null : {value}" : value;
    }

    private void WriteValues(string method, IReadOnlyList<RecordMemberSpec> members)
    {
        _writer.Line();
        using (_writer.Braces($"void {_interface}.{method}(ref {Training}RecordValues values)"))
        {
            foreach (RecordMemberSpec member in members)
                _writer.Line($"values.{Handing(member)};");
        }
    }

    private static string Handing(RecordMemberSpec member)
    {
        string value = "this." + Keywords.Escape(member.Name), nullable = member.Type.IsNullable ? "?" : "";
        return member.Type.Kind switch
        {
            "Number" or "Whole" => $"Number((double{nullable}){value})",
            "Truth" => $"Truth({value})",
            "Date" => $"Date({Moment(member)})",
            "Option" => $"Option({OptionName(member, "From")}({value}))",
            _ => $"Text({value})",
        };
    }

    private static string Moment(RecordMemberSpec member)
    {
        string value = "this." + Keywords.Escape(member.Name);
        return member.Type.Name != "global::System.DateOnly" ? value : value + (member.Type.IsNullable ? "?" : "") + ".ToDateTime(default)";
    }

    private void WriteCells()
    {
        _writer.Line();
        using (_writer.Braces($"void {_interface}.WriteCells({Training}RecordWriter writer)"))
        {
            foreach (RecordMemberSpec member in _record.Members.Where(static m => m.IsRead))
            {
                string value = "this." + Keywords.Escape(member.Name);
                _writer.Line(member.Type.Kind switch
                {
                    "Number" or "Whole" => $"writer.Number<{member.Type.Name}>({value});",
                    "Truth" => $"writer.Truth({value});",
                    "Date" => $"writer.Date({Moment(member)});",
                    "Option" => $"writer.Text({OptionName(member, "From")}({value}) is var {Local(member)} and >= 0 "
                        + $"? Schema.Columns[{Literals.Number(IndexOf(member))}].Options[{Local(member)}] : null);",
                    _ => $"writer.Text({value});",
                });
            }
        }
    }

    private static string Local(RecordMemberSpec member) => Keywords.Escape("option" + member.Name);

    private int IndexOf(RecordMemberSpec member)
    {
        for (int i = 0; i < _record.Members.Count; i++)
        {
            if (ReferenceEquals(_record.Members[i], member))
                return i;
        }

        return -1;
    }

    /// <summary>The name of the method between an enum and its positions; the record's members stand beside it.</summary>
    private static string OptionName(RecordMemberSpec member, string direction) => $"{direction}Option{member.Name}";

    /// <summary>An enum's members by their position, and back.</summary>
    private void WriteOption(RecordMemberSpec member)
    {
        string type = member.Type.Name;
        _writer.Line();
        using (_writer.Braces($"private static {type} {OptionName(member, "To")}(int position) => position switch", ";"))
        {
            for (int i = 0; i < member.Type.Options.Count; i++)
                _writer.Line($"{Literals.Number(i)} => {type}.{Keywords.Escape(member.Type.Options[i].Name)},");
            _writer.Line($"_ => ({type}){member.Type.Unnamed},");
        }

        _writer.Line();
        using (_writer.Braces($"private static int {OptionName(member, "From")}({type}? value) => value switch", ";"))
        {
            _writer.Line($"null => {Training}RecordReader.NoOption,");
            for (int i = 0; i < member.Type.Options.Count; i++)
                _writer.Line($"{type}.{Keywords.Escape(member.Type.Options[i].Name)} => {Literals.Number(i)},");
            _writer.Line($"_ => {Training}RecordReader.UnknownOption,");
        }
    }

    /// <summary>A text as a literal.</summary>
    private static string Text(string text)
    {
        var literal = new System.Text.StringBuilder("\"");
        foreach (char c in text)
        {
            literal.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                < ' ' or '\u007f' or '\u0085' or '\u2028' or '\u2029' => "\\u" + ((int)c).ToString("x4", System.Globalization.CultureInfo.InvariantCulture),
                _ => c.ToString(),
            });
        }

        return literal.Append('"').ToString();
    }
}
