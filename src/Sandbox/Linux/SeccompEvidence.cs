using System.Runtime.InteropServices;
using Sandbox.Linux.Checks;

namespace Sandbox.Linux;

/// <summary>
/// Tells a seccomp filter (seccomp(2)) from the kernel itself when both would answer EPERM: a call is made with flags the
/// kernel does not know, which it answers with EINVAL before it looks at any right. A filter answers before the kernel.
/// </summary>
internal static class SeccompEvidence
{
    /// <summary>
    /// Whether a filter refuses new namespaces. Makes none, for the call cannot succeed. Where Debian's switch is off, the
    /// kernel itself looks at rights before flags when a user namespace is asked for, so another kind is.
    /// </summary>
    public static bool RefusesNamespaces()
    {
        var asked = UserNamespaceChecks.AreForRootOnly ? Namespaces.Mount : Namespaces.User;
        return IsFilters(LibC.unshare((int)asked | LibC.CLONE_PARENT_SETTID));
    }

    /// <summary>
    /// Whether a filter refuses the mount calls, the new ones or the old. Mounts nothing, for neither call can succeed: the
    /// old one is given a type that cannot be read, which the kernel does before it looks at any right.
    /// </summary>
    public static bool RefusesMounts() =>
        IsFilters((int)LibC.syscall(LibC.SYS_open_tree, -1, 0, -1))
        || IsFilters(LibC.mount(0, 0, Unreadable, 0, 0));

    // The page at 0 is nobody's, and an address of 0 would mean none.
    private const nint Unreadable = 1;

    private static bool IsFilters(int answer) =>
        answer != 0 && Marshal.GetLastPInvokeError() is (Errno.EPERM or Errno.EACCES);
}
