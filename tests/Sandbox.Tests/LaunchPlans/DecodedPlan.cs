using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Sandbox.Plans;
using Sandbox.Wire;

namespace Sandbox.Tests.LaunchPlans;

/// <summary>An encoded plan, read back by the documented format (Wire/README.md) and nothing else.</summary>
internal sealed class DecodedPlan(byte[] bytes)
{
    public DecodedPlan(LaunchPlan plan)
        : this(PlanEncoder.Encode(plan))
    {
    }

    public PlanHeader Header => MemoryMarshal.Read<PlanHeader>(bytes);

    public IEnumerable<string> Setup => Steps(Header.Setup);

    public IEnumerable<string> Command => Steps(Header.Command);

    public IEnumerable<string> Collect => Steps(Header.Collect);

    public IEnumerable<string> Arguments => Texts(Header.Arguments);

    public IEnumerable<string> Environment => Texts(Header.Environment);

    /// <summary>The bytes of the command's filters, which its steps only count.</summary>
    public IEnumerable<byte[]> FilterBytes => Elements<StepRecord>(bytes, Header.Command)
        .Where(step => step.Code is (uint)StepCode.SeccompFilter or (uint)StepCode.IsolateKeyring)
        .Select(step => Bytes(step.Text1).ToArray());

    public IEnumerable<string> WrapperArguments =>
        Elements<WrapperArgumentRecord>(bytes, Header.WrapperArguments).Select(argument => argument.Descriptor == 0
            ? Text(argument.Text)
            : $"{Text(argument.Text)}{(WrapperDescriptor)argument.Descriptor} {argument.Index}");

    public int Length => bytes.Length;

    public string Text(TextRef reference) => Encoding.UTF8.GetString(Bytes(reference));

    /// <summary>The bytes of a text, which a NUL must follow.</summary>
    public ReadOnlySpan<byte> Bytes(TextRef reference)
    {
        var text = bytes.AsSpan((int)(Header.TextOffset + reference.Offset));
        Assert.That(text[(int)reference.Length], Is.Zero, "the NUL after a text");
        return text[..(int)reference.Length];
    }

    public static IEnumerable<T> Elements<T>(byte[] plan, Region region)
        where T : unmanaged
    {
        for (var i = 0; i < region.Count; i++)
        {
            yield return MemoryMarshal.Read<T>(plan.AsSpan((int)region.Offset + (i * Unsafe.SizeOf<T>())));
        }
    }

    private IEnumerable<string> Steps(Region region) => Elements<StepRecord>(bytes, region).Select(Describe);

    private IEnumerable<string> Texts(Region region) => Elements<TextRef>(bytes, region).Select(Text);

    private string Describe(StepRecord step)
    {
        var text = new StringBuilder($"{(StepCode)step.Code}");
        Append(text, "flags", step.Flags == 0 ? "" : $"{(StepFlags)step.Flags}");
        Append(text, "1", step.Value1 == 0 ? "" : $"0x{step.Value1:x}");
        Append(text, "2", step.Value2 == 0 ? "" : $"0x{step.Value2:x}");
        Append(text, "text1", Printable(step.Text1));
        Append(text, "text2", Printable(step.Text2));
        return text.ToString();
    }

    private string Printable(TextRef reference)
    {
        if (reference.Length == 0)
        {
            return "";
        }

        var text = Bytes(reference);
        return text.ContainsAnyInRange<byte>(0, 31) ? $"{text.Length} bytes" : $"'{Encoding.UTF8.GetString(text)}'";
    }

    private static void Append(StringBuilder text, string name, string value)
    {
        if (value.Length > 0)
        {
            text.Append(' ').Append(name).Append('=').Append(value);
        }
    }
}
