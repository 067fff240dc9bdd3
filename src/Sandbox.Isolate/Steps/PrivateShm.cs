using Sandbox.Init;
using Sandbox.Init.Linux;
using Sandbox.Init.Steps;
using Sandbox.Isolate.Errors;

namespace Sandbox.Isolate.Steps;

/// <summary>A /dev/shm of the process's own, gone with the last process in its mount namespace.</summary>
internal static unsafe class PrivateShm
{
    public static Refusal Mount()
    {
        var answer = Files.Open(Files.AT_FDCWD, "/dev/shm"u8.Pointer, Files.O_PATH | OpenFlags.O_DIRECTORY);
        if (answer < 0)
        {
            return Refusal.If(IsolationStep.FindShm, answer);
        }

        var target = (int)answer;
        var refusal = Refusal.If(IsolationStep.MakeShm, NewFileSystem.Tmpfs(BuiltInNames.SharedMemorySize, BuiltInNames.SharedMemoryMode, out var mount));
        if (!refusal.IsGiven)
        {
            refusal = Refusal.If(IsolationStep.CoverShm, Mounts.Attach(mount, target));
            Files.Close(mount);
        }

        Files.Close(target);
        return refusal;
    }
}
