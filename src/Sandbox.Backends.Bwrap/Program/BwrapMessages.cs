using Sandbox.Plans;
using static Sandbox.Plans.RefusedOperation;

namespace Sandbox.Backends.Bwrap.Program;

/// <summary>What bubblewrap says when it is not let, in all its versions. Anything else is about one plan.</summary>
internal static class BwrapMessages
{
    private const string Prefix = "bwrap: ";

    // errno(3), asm-generic values.
    private const int EPERM = 1;
    private const int EAGAIN = 11;
    private const int ENOMEM = 12;
    private const int EACCES = 13;
    private const int ENODEV = 19;
    private const int EINVAL = 22;
    private const int ENFILE = 23;
    private const int EMFILE = 24;
    private const int ENOSPC = 28;
    private const int EROFS = 30;
    private const int ENOSYS = 38;
    private const int EUSERS = 87;
    private const int EDQUOT = 122;

    // What a line begins with: later on stand names of files, which may be anything.
    private static readonly (string Begins, WrapperRefusal Refusal)[] Refusals =
    [
        ("No permissions to creat", new(Namespaces, EPERM)),
        ("Creating new namespace failed, likely because the kernel does not support", new(Namespaces, EINVAL)),
        ("Creating new namespace failed", new(Namespaces)),
        ("Cannot create new cgroup namespace", new(Namespaces, EINVAL)),
        ("setting up uid map", new(UserNamespaceSetup)),
        ("setting up gid map", new(UserNamespaceSetup)),
        ("error writing to setgroups", new(UserNamespaceSetup)),
        ("loopback: ", new(UserNamespaceSetup)),
        ("unshare user ns", new(Namespaces)),
        ("Can't mount proc on ", new(Proc)),
        ("Failed to make / slave", new(Mounts)),
        ("Failed to mount tmpfs", new(Mounts)),
        ("setting up newroot bind", new(Mounts)),
        ("Can't mount tmpfs on ", new(Mounts)),
        ("Can't mount devpts on ", new(Mounts)),
        ("Can't make overlay mount on ", new(Other)),
        ("pivot_root", new(Mounts)),
        ("Unexpected capabilities but not setuid", new(Other, Hint: "remove its file capabilities: setcap -r bwrap")),
        ("Unexpected setuid user", new(Other, Hint: "make it root's, or not set-user-id: chmod u-s bwrap")),
    ];

    private static readonly WrapperRefusal OnInitramfs = new(
        Other, EINVAL, "/ is the initramfs, which cannot be left behind: move to another file system first (switch_root(8))");

    // As strerror(3) has it without a locale, which bubblewrap is started without.
    private static readonly (string Text, int Errno)[] Errors =
    [
        ("Operation not permitted", EPERM), ("Resource temporarily unavailable", EAGAIN), ("Cannot allocate memory", ENOMEM),
        ("Permission denied", EACCES), ("No such device", ENODEV), ("Invalid argument", EINVAL),
        ("Too many open files in system", ENFILE), ("Too many open files", EMFILE), ("No space left on device", ENOSPC),
        ("Read-only file system", EROFS), ("Function not implemented", ENOSYS), ("Too many users", EUSERS),
        ("Disk quota exceeded", EDQUOT),
    ];

    /// <summary>What it was not let do; null where it says nothing of the kind.</summary>
    /// <param name="message">What it wrote.</param>
    public static WrapperRefusal? FindRefusal(string message)
    {
        foreach (var line in message.Split('\n'))
        {
            if (line.StartsWith(Prefix, StringComparison.Ordinal) && Find(line[Prefix.Length..]) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private static WrapperRefusal? Find(string text)
    {
        var refusal = Array.Find(Refusals, entry => text.StartsWith(entry.Begins, StringComparison.Ordinal)).Refusal;
        if (refusal is null or { Errno: not null } or { Hint: not null })
        {
            return refusal;
        }

        return FindErrno(text) switch
        {
            EINVAL when text.StartsWith("pivot_root", StringComparison.Ordinal) => OnInitramfs,
            // It makes no sense with these arguments; or, for want of a known error, is about what is not there.
            EINVAL when refusal.Operation != Namespaces => null,
            null => null,
            var errno => refusal with { Errno = errno },
        };
    }

    // Since 0.11 some messages explain themselves, with the name in parentheses.
    private static int? FindErrno(string text)
    {
        if (text.Contains("(ENOSPC)", StringComparison.Ordinal))
        {
            return ENOSPC;
        }

        var error = Array.Find(Errors, error => text.EndsWith($": {error.Text}", StringComparison.Ordinal));
        return error.Text is null ? null : error.Errno;
    }
}
