using System;
using Sandbox.Init.Linux;

namespace Sandbox.Isolate.Errors;

/// <summary>Error numbers with the C library's words for them (errno(3)).</summary>
internal static class ErrnoText
{
    /// <returns>Empty for a number that none of the calls made here is known to answer.</returns>
    public static ReadOnlySpan<byte> Of(int errno) => errno switch
    {
        Errno.EPERM => "EPERM (Operation not permitted)"u8,
        Errno.ENOENT => "ENOENT (No such file or directory)"u8,
        Errno.EIO => "EIO (Input/output error)"u8,
        Errno.EAGAIN => "EAGAIN (Resource temporarily unavailable)"u8,
        Errno.ENOMEM => "ENOMEM (Cannot allocate memory)"u8,
        Errno.EACCES => "EACCES (Permission denied)"u8,
        Errno.EBUSY => "EBUSY (Device or resource busy)"u8,
        Errno.ENODEV => "ENODEV (No such device)"u8,
        Errno.ENOTDIR => "ENOTDIR (Not a directory)"u8,
        Errno.EINVAL => "EINVAL (Invalid argument)"u8,
        Errno.ENFILE => "ENFILE (Too many open files in system)"u8,
        Errno.EMFILE => "EMFILE (Too many open files)"u8,
        Errno.ENOSPC => "ENOSPC (No space left on device)"u8,
        Errno.EROFS => "EROFS (Read-only file system)"u8,
        Errno.ENOSYS => "ENOSYS (Function not implemented)"u8,
        Errno.ELOOP => "ELOOP (Too many levels of symbolic links)"u8,
        Errno.EUSERS => "EUSERS (Too many users)"u8,
        Errno.EOPNOTSUPP => "EOPNOTSUPP (Operation not supported)"u8,
        Errno.EAFNOSUPPORT => "EAFNOSUPPORT (Address family not supported by protocol)"u8,
        _ => ""u8,
    };
}
