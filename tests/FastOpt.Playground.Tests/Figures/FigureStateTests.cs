namespace FastOpt.Playground.Tests.Figures;

/// <summary>The address: what is written is read back, and what is out of range is read as the nearest that is allowed.</summary>
public sealed class FigureStateTests
{
    public static TheoryData<string> Ids => [.. Playground.Figures.Ids];

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_standard_state_is_the_name_alone(string id) => Assert.Equal("v1/" + id, FigureState.Write(Playground.Figures.Create(id)));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_control_comes_back_from_the_address(string id)
    {
        foreach (Control control in Playground.Figures.Create(id).Controls)
        {
            foreach (string text in OtherValues(control))
            {
                Figure written = Playground.Figures.Create(id);
                written.Set(control.Name, text);
                Figure read = Playground.Figures.Create(id);
                FigureState.Read(read, FigureState.QueryOf(FigureState.Write(written)));
                Assert.Equal(text, written.Controls.Single(one => one.Name == control.Name).Text);
                Assert.Equal(Texts(written), Texts(read));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_number_out_of_range_becomes_the_nearest_bound(string id)
    {
        foreach (NumberControl control in Playground.Figures.Create(id).Controls.OfType<NumberControl>())
        {
            Figure figure = Playground.Figures.Create(id);
            var same = (NumberControl)figure.Controls.Single(one => one.Name == control.Name);
            figure.Set(control.Name, "-1e300");
            Assert.Equal(control.Minimum, same.Value);
            figure.Set(control.Name, "1e300");
            Assert.Equal(control.Maximum, same.Value);
            figure.Set(control.Name, "Infinity");
            Assert.Equal(control.Maximum, same.Value);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void What_is_no_value_changes_nothing(string id)
    {
        Figure figure = Playground.Figures.Create(id);
        string before = Texts(figure);
        foreach (Control control in figure.Controls.Where(static one => one.Kind != "text"))
        {
            foreach (string text in (string[])["", "NaN", "abc", "0x10", "<script>", "1,5"])
                figure.Set(control.Name, text);
        }

        FigureState.Read(figure, "unknown=1&=2&&rate&step=abc&%zz=1");
        Assert.Equal(before, Texts(figure));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_step_comes_back_and_is_clamped(string id)
    {
        Figure figure = Playground.Figures.Create(id);
        if (figure.IsLive)
        {
            FigureState.Read(figure, "step=1");
            Assert.Equal(0, figure.Position); // What was not computed yet is not shown.
            return;
        }

        figure.Seek(figure.Length / 2);
        Figure read = Playground.Figures.Create(id);
        FigureState.Read(read, FigureState.QueryOf(FigureState.Write(figure)));
        Assert.Equal(figure.Position, read.Position);
        FigureState.Read(read, "step=999999999");
        Assert.Equal(read.Length, read.Position);
    }

    [Theory]
    [InlineData("v1/parabola", "parabola")]
    [InlineData("v1/parabola?rate=1", "parabola")]
    [InlineData("v2/parabola", null)]
    [InlineData("parabola", null)]
    [InlineData("", null)]
    public void An_address_of_another_version_is_none(string address, string? figure) => Assert.Equal(figure, FigureState.FigureOf(address));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_preset_is_a_state_of_its_own_and_clamps_nothing(string id)
    {
        foreach (Preset preset in Playground.Figures.Create(id).Presets)
        {
            Figure figure = Playground.Figures.Create(id);
            figure.Apply(preset);
            foreach (string pair in preset.Query.Split('&', StringSplitOptions.RemoveEmptyEntries))
            {
                string[] parts = pair.Split('=');
                Assert.Equal(Uri.UnescapeDataString(parts[1]), figure.Controls.Single(one => one.Name == parts[0]).Text);
            }
        }
    }

    private static string Texts(Figure figure) => string.Join('\n', figure.Controls.Select(static control => $"{control.Name}={control.Text}"));

    private static IEnumerable<string> OtherValues(Control control) => control switch
    {
        NumberControl number => [number.Minimum.ToString("R", null), number.Maximum.ToString("R", null)],
        ChoiceControl choice => choice.Options.Select(static option => option.Value),
        FlagControl => ["0", "1"],
        _ => [],
    };
}
