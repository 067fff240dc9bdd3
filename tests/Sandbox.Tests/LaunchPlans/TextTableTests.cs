using Sandbox.Plans;

namespace Sandbox.Tests.LaunchPlans;

public sealed class TextTableTests
{
    [Test]
    public void Each_text_is_followed_by_a_nul_that_its_length_does_not_count()
    {
        var table = new TextTable();

        var first = table.Add("ab");
        var empty = table.Add("");
        var bytes = table.Add([1, 0, 2]);

        Assert.That(table.Bytes.ToArray(), Is.EqualTo("ab\0\0\u0001\0\u0002\0"u8.ToArray()));
        Assert.That((first.Offset, first.Length), Is.EqualTo((0, 2)));
        Assert.That((empty.Offset, empty.Length), Is.EqualTo((3, 0)));
        Assert.That((bytes.Offset, bytes.Length), Is.EqualTo((4, 3)));
    }

    [Test]
    public void Many_and_long_texts_keep_their_places()
    {
        var table = new TextTable();
        var last = table.Add("");
        for (var i = 0; i < 1000; i++)
        {
            last = table.Add(new string((char)('a' + (i % 26)), i));
        }

        var text = table.Bytes.Slice((int)last.Offset, (int)last.Length).ToArray();

        Assert.That(text, Has.Length.EqualTo(999).And.All.EqualTo((byte)('a' + (999 % 26))));
        Assert.That(table.Bytes.Length, Is.EqualTo(last.Offset + last.Length + 1));
    }
}
