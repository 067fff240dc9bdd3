using System.Runtime;
using Sandbox.HeadStart.Default;
using Sandbox.Init.Linux;

namespace Sandbox.HeadStart;

/// <summary>The entry, called by <c>_start</c>.</summary>
internal static unsafe class Program
{
    private const int StandardOutput = 1;

    /// <param name="stack">The initial stack: argc, argv, NULL, envp, NULL, auxiliary vector (the x86-64 psABI, 3.4.1).</param>
    /// <returns>0 where the plan was written, 1 where the head start leaves it to the tool.</returns>
    [RuntimeExport("init_main")]
    private static int Main(nint* stack)
    {
        var count = (int)stack[0];
        var arguments = (byte**)(stack + 1);
        return DefaultPlan.TryMake(new ToolWords(arguments, count), arguments + count + 1, out var plan)
            && Files.WriteAll(StandardOutput, (byte*)plan.Header, (nint)plan.Length) == 0 ? 0 : 1;
    }
}
