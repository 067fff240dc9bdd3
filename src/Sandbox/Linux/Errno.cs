namespace Sandbox.Linux;

/// <summary>The error numbers the engine tells apart (errno(3), asm-generic values).</summary>
internal static class Errno
{
    public const int EPERM = 1;
    public const int ENOENT = 2;
    public const int ESRCH = 3;
    public const int EINTR = 4;
    public const int EIO = 5;
    public const int ENXIO = 6;
    public const int E2BIG = 7;
    public const int ENOEXEC = 8;
    public const int EBADF = 9;
    public const int ECHILD = 10;
    public const int EAGAIN = 11;
    public const int ENOMEM = 12;
    public const int EACCES = 13;
    public const int EBUSY = 16;
    public const int EEXIST = 17;
    public const int EXDEV = 18;
    public const int ENODEV = 19;
    public const int ENOTDIR = 20;
    public const int EISDIR = 21;
    public const int EINVAL = 22;
    public const int ENFILE = 23;
    public const int EMFILE = 24;
    public const int ETXTBSY = 26;
    public const int ENOSPC = 28;
    public const int EROFS = 30;
    public const int EPIPE = 32;
    public const int ENAMETOOLONG = 36;
    public const int ENOSYS = 38;
    public const int ENOTEMPTY = 39;
    public const int ELOOP = 40;
    public const int ECONNRESET = 104;
    public const int ESTALE = 116;
    public const int EDQUOT = 122;
    public const int ECANCELED = 125;
    public const int EUSERS = 87;
    public const int EOPNOTSUPP = 95;
    public const int EAFNOSUPPORT = 97;

    /// <summary>
    /// Whether the cause may pass by itself: a quota or a table that is full now may have room a second later.
    /// </summary>
    public static bool IsPassing(int? errno) =>
        errno is EAGAIN or ENOMEM or ENOSPC or EUSERS or EMFILE or ENFILE or EDQUOT;

    private static readonly Dictionary<int, string> Names = new()
    {
        [EPERM] = nameof(EPERM), [ENOENT] = nameof(ENOENT), [ESRCH] = nameof(ESRCH), [EINTR] = nameof(EINTR),
        [EIO] = nameof(EIO), [ENXIO] = nameof(ENXIO), [E2BIG] = nameof(E2BIG), [ENOEXEC] = nameof(ENOEXEC), [EBADF] = nameof(EBADF),
        [ECHILD] = nameof(ECHILD), [EAGAIN] = nameof(EAGAIN), [ENOMEM] = nameof(ENOMEM), [EACCES] = nameof(EACCES),
        [EBUSY] = nameof(EBUSY), [EEXIST] = nameof(EEXIST), [EXDEV] = nameof(EXDEV), [ENODEV] = nameof(ENODEV),
        [ENOTDIR] = nameof(ENOTDIR), [EISDIR] = nameof(EISDIR), [EINVAL] = nameof(EINVAL), [ENFILE] = nameof(ENFILE),
        [EMFILE] = nameof(EMFILE), [ETXTBSY] = nameof(ETXTBSY), [ENOSPC] = nameof(ENOSPC), [EROFS] = nameof(EROFS),
        [EPIPE] = nameof(EPIPE), [ENAMETOOLONG] = nameof(ENAMETOOLONG), [ENOSYS] = nameof(ENOSYS),
        [ENOTEMPTY] = nameof(ENOTEMPTY), [ELOOP] = nameof(ELOOP), [ECONNRESET] = nameof(ECONNRESET),
        [EDQUOT] = nameof(EDQUOT), [ECANCELED] = nameof(ECANCELED), [EUSERS] = nameof(EUSERS), [EOPNOTSUPP] = nameof(EOPNOTSUPP),
        [EAFNOSUPPORT] = nameof(EAFNOSUPPORT), [ESTALE] = nameof(ESTALE),
    };

    /// <summary>The name and the C library's text, for instance "ENOENT (No such file or directory)".</summary>
    public static string Describe(int errno)
    {
        var text = System.Runtime.InteropServices.Marshal.GetPInvokeErrorMessage(errno);
        return Names.TryGetValue(errno, out var name) ? $"{name} ({text})" : $"error {errno} ({text})";
    }
}
