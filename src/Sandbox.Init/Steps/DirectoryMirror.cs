using System.Runtime.CompilerServices;
using Sandbox.Init.Linux;
using Sandbox.Init.Plan;
using Sandbox.Wire;

namespace Sandbox.Init.Steps;

/// <summary>Shows the entries of one directory in another: links are copied, everything else is bound.</summary>
internal static unsafe class DirectoryMirror
{
    private const int BufferSize = 8 * 1024;
    private const uint DirectoryMode = 0x1ED; // 0755; covered at once

    /// <param name="from">A directory, open for reading.</param>
    /// <param name="to">An empty one of an attached tmpfs: nothing can be attached to what is itself detached.</param>
    /// <param name="excluded">Names to leave out, each followed by '/'.</param>
    /// <param name="attributes">MOUNT_ATTR_* to set on what is bound.</param>
    [SkipLocalsInit]
    public static Outcome Fill(int from, int to, Text excluded, ulong attributes)
    {
        var buffer = stackalloc byte[BufferSize];
        while (true)
        {
            var length = Files.ReadDirectory(from, buffer, BufferSize);
            if (length <= 0)
            {
                return Outcome.Of(FailedCall.Getdents, length);
            }

            for (nint offset = 0; offset < length;)
            {
                var entry = (DirectoryEntry*)(buffer + offset);
                offset += entry->Length;
                var name = (byte*)entry + DirectoryEntry.NameOffset;
                if (IsSelfOrParent(name) || IsExcluded(name, excluded))
                {
                    continue;
                }

                var outcome = Show(from, to, name, entry->Type, attributes);
                if (outcome.Failed)
                {
                    return outcome;
                }
            }
        }
    }

    private static Outcome Show(int from, int to, byte* name, byte type, ulong attributes)
    {
        if (type == DirectoryEntry.DT_UNKNOWN)
        {
            FileStatus status;
            var answer = Files.StatAt(from, name, Files.AT_SYMLINK_NOFOLLOW, &status);
            if (answer < 0)
            {
                return IfNotGone(FailedCall.Stat, answer);
            }

            type = status.EntryType;
        }

        return type == DirectoryEntry.DT_LNK
            ? CopyLink(from, to, name)
            : Bind(from, to, name, type == DirectoryEntry.DT_DIR, attributes);
    }

    [SkipLocalsInit]
    private static Outcome CopyLink(int from, int to, byte* name)
    {
        var target = stackalloc byte[Files.PATH_MAX];
        var length = Files.ReadLink(from, name, target, Files.PATH_MAX - 1);
        if (length < 0)
        {
            return IfNotGone(FailedCall.Readlink, length);
        }

        target[length] = 0;
        return Outcome.Of(FailedCall.Symlink, Files.MakeSymlink(target, to, name));
    }

    private static Outcome Bind(int from, int to, byte* name, bool isDirectory, ulong attributes)
    {
        var answer = Mounts.Clone(from, name, Files.AT_SYMLINK_NOFOLLOW | Files.AT_NO_AUTOMOUNT);
        if (answer < 0)
        {
            return IfNotGone(FailedCall.OpenTree, answer);
        }

        var mount = (int)answer;
        var outcome = isDirectory
            ? Outcome.Of(FailedCall.Mkdir, Files.MakeDirectory(to, name, DirectoryMode))
            : MakeSteps.MakeEmptyFile(to, name, 0);
        if (!outcome.Failed && attributes != 0)
        {
            outcome = Outcome.Of(FailedCall.MountSetattr, Mounts.SetAttributes(mount, attributes, recursive: true));
        }

        if (!outcome.Failed)
        {
            outcome = Outcome.Of(FailedCall.MoveMount, Mounts.AttachAt(mount, to, name));
        }

        Files.Close(mount);
        return outcome;
    }

    // An entry may go while the directory is read: then it is simply not shown.
    private static Outcome IfNotGone(FailedCall call, nint answer) =>
        answer == -Errno.ENOENT ? Outcome.Success : Outcome.Of(call, answer);

    private static bool IsSelfOrParent(byte* name) =>
        name[0] == '.' && (name[1] == 0 || (name[1] == '.' && name[2] == 0));

    private static bool IsExcluded(byte* name, Text excluded)
    {
        for (var start = 0; start < excluded.Length;)
        {
            var i = 0;
            while (start + i < excluded.Length && name[i] != 0 && excluded.Pointer[start + i] == name[i])
            {
                i++;
            }

            if (name[i] == 0 && start + i < excluded.Length && excluded.Pointer[start + i] == '/')
            {
                return true;
            }

            while (start < excluded.Length && excluded.Pointer[start] != '/')
            {
                start++;
            }

            start++;
        }

        return false;
    }
}
