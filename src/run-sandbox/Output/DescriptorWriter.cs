using System.Runtime.InteropServices;

namespace RunSandbox.Output;

/// <summary>Writes to descriptors by write(2): a <see cref="FileStream"/> would not move a position others share.</summary>
internal static partial class DescriptorWriter
{
    private const int EINTR = 4;
    private const int EAGAIN = 11;
    private const short POLLOUT = 4;
    private const int Forever = -1;

    /// <summary>Writes all bytes, waiting where the other end is slow.</summary>
    /// <returns>Why that failed, or null.</returns>
    public static string? Write(SafeHandle descriptor, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var written = (int)Write(descriptor, bytes, (nuint)bytes.Length);
            if (written >= 0)
            {
                bytes = bytes[written..];
                continue;
            }

            switch (Marshal.GetLastPInvokeError())
            {
                case EINTR:
                    break;
                case EAGAIN:
                    // Somebody who shares the descriptor has set it so.
                    WaitForRoom(descriptor);
                    break;
                case var error:
                    return Marshal.GetPInvokeErrorMessage(error);
            }
        }

        return null;
    }

    private static unsafe void WaitForRoom(SafeHandle descriptor)
    {
        var poll = new PollRequest { Descriptor = (int)descriptor.DangerousGetHandle(), Events = POLLOUT };
        Poll(&poll, 1, Forever);
    }

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(SafeHandle descriptor, ReadOnlySpan<byte> bytes, nuint count);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static unsafe partial int Poll(PollRequest* requests, nuint count, int timeout);

    /// <summary>struct pollfd of poll(2).</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct PollRequest
    {
        public int Descriptor;
        public short Events;
        public short ReturnedEvents;
    }
}
