using Sandbox.Init.Linux;
using Sandbox.Init.Plan;
using Sandbox.Wire;

namespace Sandbox.Init.Command;

/// <summary>The pointers that execve(2) wants: argv and envp.</summary>
internal readonly unsafe struct ExecVectors
{
    private ExecVectors(byte** arguments, byte** environment)
    {
        Arguments = arguments;
        Environment = environment;
    }

    /// <summary>argv; one more pointer may be written in front of it, see <see cref="UseShell"/>.</summary>
    public byte** Arguments { get; }

    public byte** Environment { get; }

    public static Outcome Build(PlanView plan, out ExecVectors vectors)
    {
        vectors = default;
        var header = plan.Header;
        // A pointer in front, and a null behind each list.
        var count = 1 + (nint)header->Arguments.Count + 1 + (nint)header->Environment.Count + 1;
        var memory = Memory.Allocate(count * sizeof(byte*));
        if (memory < 0)
        {
            return Outcome.Of(FailedCall.Mmap, memory);
        }

        var arguments = (byte**)memory + 1;
        var environment = arguments + header->Arguments.Count + 1;
        Fill(arguments, plan, header->Arguments);
        Fill(environment, plan, header->Environment);
        vectors = new ExecVectors(arguments, environment);
        return Outcome.Success;
    }

    /// <summary>The argv for a script without an interpreter line, as execvp(3) makes it: the shell, the file, the arguments.</summary>
    public byte** UseShell(byte* shell, byte* file)
    {
        Arguments[-1] = shell;
        Arguments[0] = file;
        return Arguments - 1;
    }

    private static void Fill(byte** pointers, PlanView plan, Region region)
    {
        var texts = plan.TextRefs(region);
        for (uint i = 0; i < region.Count; i++)
        {
            pointers[i] = plan.Text(texts[i]).Pointer;
        }
    }
}
