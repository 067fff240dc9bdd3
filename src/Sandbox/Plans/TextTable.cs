using System.Buffers;
using System.Text;
using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>Collects the texts of a plan, each followed by a NUL, and says where each one went.</summary>
internal sealed class TextTable
{
    private readonly ArrayBufferWriter<byte> _bytes = new(4096);

    public ReadOnlySpan<byte> Bytes => _bytes.WrittenSpan;

    public TextRef Add(ReadOnlySpan<char> text)
    {
        var start = _bytes.WrittenCount;
        var length = (int)Encoding.UTF8.GetBytes(text, _bytes);
        Terminate();
        return new TextRef { Offset = (uint)start, Length = (uint)length };
    }

    public TextRef Add(ReadOnlySpan<byte> text)
    {
        var start = _bytes.WrittenCount;
        _bytes.Write(text);
        Terminate();
        return new TextRef { Offset = (uint)start, Length = (uint)text.Length };
    }

    private void Terminate()
    {
        _bytes.GetSpan(1)[0] = 0;
        _bytes.Advance(1);
    }
}
