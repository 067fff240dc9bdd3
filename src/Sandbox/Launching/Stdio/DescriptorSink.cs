using System.Runtime.InteropServices;
using Sandbox.Linux;

namespace Sandbox.Launching;

/// <summary>
/// Writes what a command writes to a file, a pipe or a terminal, which is closed at the end. A thread of the pool waits
/// where a reader is slow.
/// </summary>
internal sealed class DescriptorSink(DescriptorHandle destination) : IOutputSink
{
    public ReadOnlyMemory<byte> Kept => default;

    public async ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        return TryWrite(bytes.Span);
    }

    public ValueTask CompleteAsync()
    {
        destination.Dispose();
        return ValueTask.CompletedTask;
    }

    private unsafe bool TryWrite(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            for (nint done = 0; done < bytes.Length;)
            {
                var written = LibC.write(destination.Number, start + done, bytes.Length - done);
                if (written >= 0)
                {
                    done += written;
                    continue;
                }

                switch (Marshal.GetLastPInvokeError())
                {
                    case Errno.EINTR:
                        break;
                    case Errno.EAGAIN:
                        // Somebody who shares it has made it non-blocking.
                        AwaitRoom();
                        break;
                    case Errno.EPIPE:
                        return false;
                    case var errno:
                        throw SystemError.From(errno, "pass on what the command wrote");
                }
            }
        }

        return true;
    }

    private unsafe void AwaitRoom()
    {
        var poll = new PollDescriptor { Descriptor = destination.Number, Events = LibC.POLLOUT };
        _ = LibC.poll(&poll, 1, -1);
    }
}
