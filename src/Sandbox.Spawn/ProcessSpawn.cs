using System.Runtime;
using System.Runtime.CompilerServices;
using Sandbox.Init;
using Sandbox.Init.Linux;
using Sandbox.Launching;

namespace Sandbox.Spawn;

/// <summary>
/// Starts a program in a process that borrows the host's memory until execve, on a stack of its own (clone(2), CLONE_VM and
/// CLONE_VFORK), so that the time it takes does not grow with that memory.
/// </summary>
internal static unsafe class ProcessSpawn
{
    private const int NotExecuted = 127;
    private const int StackSize = 2048;

    /// <returns>The process; or a negated errno where none was started or it could not execute the program.</returns>
    [RuntimeExport("spawn")]
    [SkipLocalsInit]
    private static int Start(SpawnRequest* request)
    {
        // A handler of the host's would run in the child, on the host's memory. The program begins with all blocked.
        var mask = Signals.Block(ulong.MaxValue);
        var stack = stackalloc byte[StackSize];
        var process = (int)Syscall.CloneWithStack(
            Processes.CLONE_VM | Processes.CLONE_VFORK | Signals.SIGCHLD, stack + StackSize, &Enter, request, null, null);
        Signals.Block(mask);
        if (process < 0 || request->Failure == 0)
        {
            return process;
        }

        // Unless the host has reaped it already.
        int status;
        Processes.Wait(process, &status, 0);
        return request->Failure;
    }

    private static int Enter(void* argument)
    {
        var request = (SpawnRequest*)argument;
        request->Failure = (int)Execute(request);
        return NotExecuted;
    }

    private static nint Execute(SpawnRequest* request)
    {
        for (var i = 0; i < request->MoveCount; i++)
        {
            var answer = Descriptors.DuplicateTo(request->Moves[i].From, request->Moves[i].To);
            if (answer < 0)
            {
                return answer;
            }
        }

        // What a host ignores for itself (.NET does) is not for the program. Handlers do not outlive execve.
        Signals.ResetDisposition(Signals.SIGPIPE);
        var failure = Processes.ExecuteFile(request->File, request->Arguments, request->Environment);

        // Filters may know only the older call.
        return failure is -Errno.ENOSYS or -Errno.EPERM
            ? Processes.Execute(request->Path, request->Arguments, request->Environment)
            : failure;
    }
}
