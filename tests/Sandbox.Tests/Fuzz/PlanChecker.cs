using System.Buffers.Binary;
using System.Diagnostics;
using Sandbox.Launching;

namespace Sandbox.Tests.Fuzz;

/// <summary>sandbox-init as it judges plans and carries none out (--check-many).</summary>
internal static class PlanChecker
{
    /// <summary>What it answered to each plan, and how it ended.</summary>
    /// <param name="Answers">One for each plan it got to: 0 for a valid one, 1 for an invalid one.</param>
    /// <param name="ExitCode">0 at the end of the plans; 128+n when signal n ended it.</param>
    internal sealed record Verdicts(byte[] Answers, int ExitCode);

    public static async Task<Verdicts> CheckAsync(IEnumerable<byte[]> plans)
    {
        var init = InitExecutable.Instance;
        var start = new ProcessStartInfo($"/proc/{Environment.ProcessId}/fd/{init.Descriptor}", ["--check-many", "0"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var answers = new MemoryStream();
        var reading = process.StandardOutput.BaseStream.CopyToAsync(answers);
        try
        {
            await WriteAsync(process.StandardInput.BaseStream, plans);
        }
        catch (IOException)
        {
            // It has ended: the number of its answers tells at which plan.
        }

        await reading;
        await process.WaitForExitAsync();
        return new(answers.ToArray(), process.ExitCode);
    }

    private static async Task WriteAsync(Stream input, IEnumerable<byte[]> plans)
    {
        var length = new byte[sizeof(uint)];
        await using var buffer = new BufferedStream(input, 64 * 1024);
        foreach (var plan in plans)
        {
            BinaryPrimitives.WriteInt32LittleEndian(length, plan.Length);
            await buffer.WriteAsync(length);
            await buffer.WriteAsync(plan);
        }
    }
}
