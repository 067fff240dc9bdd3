using System.Text;
using Sandbox.Linux;

namespace Sandbox.Launching;

/// <summary>Spawns sandbox-init with its plan, its socket and the command's descriptors in place.</summary>
internal static unsafe class InitProcess
{
    private const int MostMovesOnStack = 64;

    /// <summary>Starts sandbox-init as monitor; the caller reaps it.</summary>
    /// <param name="plan">The sealed plan.</param>
    /// <param name="socket">The monitor's end of the control socket.</param>
    /// <param name="standardStreams">Descriptors for 0, 1 and 2, in this order.</param>
    /// <param name="passed">Further descriptors, which follow the socket's number inside.</param>
    /// <returns>Its process.</returns>
    /// <exception cref="SandboxSetupException">The kernel refused.</exception>
    public static MonitorProcess Spawn(
        DescriptorHandle plan, DescriptorHandle socket, ReadOnlySpan<int> standardStreams, ReadOnlySpan<int> passed)
    {
        var count = 2 + passed.Length + 2 * standardStreams.Length;
        var moves = count <= MostMovesOnStack ? stackalloc DescriptorMove[count] : new DescriptorMove[count];
        var placement = Place(moves, plan.Number, socket.Number, standardStreams, passed);

        // Both numbers are seen in the process list, and nothing else: no secret goes into argv or the environment.
        Span<byte> text = stackalloc byte[64];
        var length = Encoding.ASCII.GetBytes($"sandbox-init\0{placement}\0{placement + 1}\0", text);
        fixed (byte* name = text[..length], path = InitExecutable.Instance.PathText)
        fixed (DescriptorMove* firstMove = moves)
        {
            var second = name + "sandbox-init".Length + 1;
            var arguments = stackalloc byte*[4];
            arguments[0] = name;
            arguments[1] = second;
            arguments[2] = second + text[(int)(second - name)..].IndexOf((byte)0) + 1;
            arguments[3] = null;
            var environment = stackalloc byte*[1];
            environment[0] = null;

            var request = new SpawnRequest
            {
                File = InitExecutable.Instance.Descriptor,
                Path = path,
                Arguments = arguments,
                Environment = environment,
                Moves = firstMove,
                MoveCount = count,
            };
            var process = SpawnCode.Instance.Start(&request);
            return process > 0 ? new MonitorProcess(process) : throw SystemError.From(-process, "start sandbox-init (clone, execveat)");
        }
    }

    /// <summary>
    /// Moves everything to numbers in a row that holds none of those it has here, so that no move overwrites what a later one
    /// needs. The row lies above what is passed, for the command gets that under the number it has here; not above all else: a
    /// host may have so many open that its limit allows no more.
    /// </summary>
    /// <returns>The first number: the plan's.</returns>
    private static int Place(
        Span<DescriptorMove> moves, int plan, int socket, ReadOnlySpan<int> standardStreams, ReadOnlySpan<int> passed)
    {
        // The init file's own must survive until it is executed.
        ReadOnlySpan<int> others = [plan, socket, InitExecutable.Instance.Descriptor, .. standardStreams];
        var count = 2 + passed.Length + standardStreams.Length;
        var first = standardStreams.Length;
        foreach (var descriptor in passed)
        {
            first = Math.Max(first, descriptor + 1);
        }

        while (LastIn(others, first, count) is { } taken)
        {
            first = taken + 1;
        }

        moves[0] = new() { From = plan, To = first };
        moves[1] = new() { From = socket, To = first + 1 };
        for (var i = 0; i < passed.Length; i++)
        {
            moves[2 + i] = new() { From = passed[i], To = first + 2 + i };
        }

        var aside = first + 2 + passed.Length;
        for (var i = 0; i < standardStreams.Length; i++)
        {
            moves[2 + passed.Length + i] = new() { From = standardStreams[i], To = aside + i };
            moves[2 + passed.Length + standardStreams.Length + i] = new() { From = aside + i, To = i };
        }

        return first;
    }

    private static int? LastIn(ReadOnlySpan<int> numbers, int first, int count)
    {
        int? last = null;
        foreach (var number in numbers)
        {
            last = number >= first && number < first + count ? Math.Max(last ?? 0, number) : last;
        }

        return last;
    }
}
