using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Sandbox.Conformance;

/// <summary>A file opened by the test with a descriptor that execve(2) keeps: what leaks where nobody closes it.</summary>
internal sealed partial class InheritableFile : IDisposable
{
    public InheritableFile(string path)
    {
        using var handle = File.OpenHandle(path);
        Number = Duplicate((int)handle.DangerousGetHandle());
        if (Number < 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    /// <summary>The descriptor, without the close-on-exec flag.</summary>
    public int Number { get; }

    public void Dispose() => _ = Close(Number);

    [LibraryImport("libc", EntryPoint = "dup", SetLastError = true)]
    private static partial int Duplicate(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
