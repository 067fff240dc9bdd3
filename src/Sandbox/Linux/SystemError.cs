using System.Runtime.InteropServices;

namespace Sandbox.Linux;

/// <summary>Turns a refused system call of this process into an exception that says what was being done.</summary>
internal static class SystemError
{
    /// <summary>The exception for the calling thread's last error.</summary>
    /// <param name="doing">What was being done, for instance "make a pipe".</param>
    /// <param name="path">To which path, or null.</param>
    /// <param name="hint">What to do where the error itself does not tell, or null.</param>
    public static SandboxSetupException Last(string doing, string? path = null, string? hint = null) =>
        From(Marshal.GetLastPInvokeError(), doing, path, hint);

    /// <summary>The exception for an error number.</summary>
    public static SandboxSetupException From(int errno, string doing, string? path = null, string? hint = null) =>
        new($"could not {doing}{(path is null ? "" : $" {path}")}: {Errno.Describe(errno)}", HintFor(errno) ?? hint)
        {
            Errno = errno,
            Path = path,
        };

    private static string? HintFor(int errno) => errno switch
    {
        Errno.EMFILE or Errno.ENFILE or Errno.EBADF => "the limit on open descriptors may be reached: raise it (ulimit -n)",
        Errno.EAGAIN => "the limit on processes may be reached: raise it (ulimit -u), or run fewer at once",
        _ => null,
    };
}
