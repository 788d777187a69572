using System.Text;
using System.Text.Json;

namespace FastOpt.Training.Tests;

/// <summary>Names in a safetensors header are escaped as System.Text.Json escapes them, character by character.</summary>
public sealed class JsonStringTests
{
    [Fact]
    public void Every_character_is_escaped_as_System_Text_Json_does()
    {
        for (int c = 0; c <= char.MaxValue; c++)
            Check(((char)c).ToString());
        foreach (int point in new[] { 0x10000, 0x1F600, 0x10FFFF })
            Check("a" + char.ConvertFromUtf32(point) + "b");
        Check("");
        Check("dense1.weight");
        Check("\uD83D\uD83D\uDE00\uDE00\uD83D");
    }

    private static void Check(string text)
    {
        string expected = Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(text));
        string actual = JsonString.Append(new StringBuilder(), text).ToString();
        if (expected != actual)
            Assert.Fail($"U+{(text.Length == 0 ? 0 : (int)text[0]):X4}: {actual}, but System.Text.Json writes {expected}");
    }
}
