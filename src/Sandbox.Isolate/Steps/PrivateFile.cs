using Sandbox.Init;
using Sandbox.Init.Linux;
using Sandbox.Init.Steps;
using Sandbox.Wire;

namespace Sandbox.Isolate.Steps;

/// <summary>Has a file of the host's be another one for the process: read-only, in a tmpfs of its own.</summary>
internal static unsafe class PrivateFile
{
    private const ulong Size = 64 * 1024;
    private const uint EnteredByAll = 0x1ED; // 0755

    // Any directory that is there for certain; the id maps have been written below it.
    private static byte* SomeDirectory => "/proc"u8.Pointer;

    private static byte* Name => "file"u8.Pointer;

    /// <param name="target">Open on the file to cover (O_PATH).</param>
    /// <param name="mode">The permissions of what is put in its place.</param>
    /// <returns>0, or a negated errno.</returns>
    public static nint Cover(int target, byte* content, int length, uint mode)
    {
        var outcome = NewFileSystem.Tmpfs(Size, EnteredByAll, out var scratch);
        if (outcome.Failed)
        {
            return -outcome.Errno;
        }

        var answer = Write(scratch, content, length, mode);
        if (answer >= 0)
        {
            answer = Cover(target, scratch);
        }

        Files.Close(scratch);
        return answer;
    }

    private static nint Write(int scratch, byte* content, int length, uint mode)
    {
        var answer = Files.Create(scratch, Name, mode);
        if (answer < 0)
        {
            return answer;
        }

        var file = (int)answer;
        answer = Files.WriteAll(file, content, length);
        if (answer >= 0)
        {
            // The caller's umask has been applied.
            answer = Files.SetMode(file, mode);
        }

        Files.Close(file);
        return answer;
    }

    // A single file can be mounted only from a mount that is attached (open_tree(2)), so for a moment this one covers
    // a directory where nobody looks: the process has one thread, and no other is in its mount namespace.
    private static nint Cover(int target, int scratch)
    {
        var answer = Files.Open(Files.AT_FDCWD, SomeDirectory, Files.O_PATH | OpenFlags.O_DIRECTORY);
        if (answer < 0)
        {
            return answer;
        }

        var directory = (int)answer;
        answer = Mounts.Attach(scratch, directory);
        Files.Close(directory);
        if (answer < 0)
        {
            return answer;
        }

        var file = Mounts.Clone(scratch, Name, 0);
        answer = Mounts.Detach(SomeDirectory);
        if (file < 0)
        {
            return file;
        }

        if (answer >= 0)
        {
            answer = Mounts.SetAttributes((int)file, MountAttributes.ReadOnly, recursive: false);
        }

        if (answer >= 0)
        {
            answer = Mounts.Attach((int)file, target);
        }

        Files.Close((int)file);
        return answer;
    }
}
