using Sandbox.Init.Linux;

namespace Sandbox.Init.Descendants;

/// <summary>
/// Reads /proc/thread-self/children (proc_pid_task(5)): numbers, each followed by a space. It may miss some when others
/// come and go meanwhile.
/// </summary>
internal unsafe struct ChildList
{
    private const int BufferSize = 1024;

    private readonly int descriptor;
    private fixed byte buffer[BufferSize];
    private int length;
    private int position;

    /// <param name="descriptor">The open file, or a negated errno: nothing will be read.</param>
    public ChildList(int descriptor)
    {
        this = default;
        this.descriptor = descriptor;
    }

    /// <summary>False at the end.</summary>
    public bool TryRead(out int pid)
    {
        pid = 0;
        while (TryReadByte(out var value))
        {
            if (value is >= (byte)'0' and <= (byte)'9')
            {
                pid = pid * 10 + (value - '0');
            }
            else if (pid > 0)
            {
                return true;
            }
        }

        return false;
    }

    public void Close()
    {
        if (descriptor >= 0)
        {
            Files.Close(descriptor);
        }
    }

    private bool TryReadByte(out byte value)
    {
        value = 0;
        if (position == length && !Fill())
        {
            return false;
        }

        value = buffer[position++];
        return true;
    }

    private bool Fill()
    {
        position = 0;
        length = 0;
        if (descriptor >= 0)
        {
            fixed (byte* start = buffer)
            {
                var answer = Files.Read(descriptor, start, BufferSize);
                length = answer > 0 ? (int)answer : 0;
            }
        }

        return length > 0;
    }
}
