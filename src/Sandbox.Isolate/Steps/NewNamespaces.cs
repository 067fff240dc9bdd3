using Sandbox.Init;
using Sandbox.Init.Linux;
using Sandbox.Isolate.Errors;

namespace Sandbox.Isolate.Steps;

/// <summary>
/// A user namespace, in which the caller keeps its ids, and those it owns. Mounts of the host still appear in the new
/// mount namespace (automounted file systems work), and none of its own appears outside (mount_namespaces(7)).
/// </summary>
internal static unsafe class NewNamespaces
{
    public static Refusal Enter(Caller caller, bool withNetwork)
    {
        const uint Always = Processes.CLONE_NEWUSER | Processes.CLONE_NEWNS;
        var answer = Processes.Unshare(withNetwork ? Always | Processes.CLONE_NEWNET : Always);
        if (answer < 0)
        {
            return Refusal.If(IsolationStep.EnterNamespaces, answer);
        }

        // Without it an ordinary user may not write a group map (user_namespaces(7)).
        var refusal = Write(IsolationStep.DenySetgroups, "/proc/self/setgroups"u8.Pointer, "deny"u8.Pointer, 4);
        if (!refusal.IsGiven)
        {
            refusal = Map(IsolationStep.MapUser, "/proc/self/uid_map"u8.Pointer, caller.UserId);
        }

        return refusal.IsGiven ? refusal : Map(IsolationStep.MapGroup, "/proc/self/gid_map"u8.Pointer, caller.GroupId);
    }

    // One id, as itself.
    private static Refusal Map(IsolationStep step, byte* path, uint id)
    {
        var buffer = stackalloc byte[Digits.BufferSize];
        var digits = Digits.Format(id, 10, buffer);
        var line = stackalloc byte[2 * Digits.BufferSize + 2];
        var end = Digits.Append(line, digits);
        *end++ = (byte)' ';
        end = Digits.Append(end, digits);
        end = Digits.Append(end, " 1"u8.Pointer);
        return Write(step, path, line, (int)(end - line));
    }

    // In one write: files of /proc take each as a whole.
    private static Refusal Write(IsolationStep step, byte* path, byte* content, int length)
    {
        var answer = Files.Open(Files.AT_FDCWD, path, Files.O_WRONLY);
        if (answer < 0)
        {
            return Refusal.If(step, answer);
        }

        var file = (int)answer;
        answer = Files.Write(file, content, length);
        Files.Close(file);
        return Refusal.If(step, answer);
    }
}
