using System.Globalization;

namespace Sandbox.EndToEnd.Tests.Lifecycle;

/// <summary>A process of this machine as /proc shows it (proc_pid_stat(5)); its number is never taken for another's.</summary>
/// <param name="Id">Its process id.</param>
/// <param name="Parent">Its parent's.</param>
/// <param name="State">R, S, T, Z, …</param>
/// <param name="StartTime">Ticks after boot at which it was made.</param>
/// <param name="Arguments">Its arguments, separated by spaces.</param>
internal sealed record HostProcess(int Id, int Parent, char State, ulong StartTime, string Arguments)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Every process that can be seen.</summary>
    public static IReadOnlyList<HostProcess> All =>
        [.. Directory.EnumerateDirectories("/proc")
            .Select(directory => int.TryParse(Path.GetFileName(directory), CultureInfo.InvariantCulture, out var id) ? Read(id) : null)
            .OfType<HostProcess>()];

    /// <summary>Those with a word of the test's own among their arguments.</summary>
    public static IReadOnlyList<HostProcess> Marked(string marker) =>
        [.. All.Where(process => process.State != 'Z' && process.Arguments.Contains(marker, StringComparison.Ordinal))];

    /// <summary>A process's children, their children, and so on, parents first.</summary>
    public static IReadOnlyList<HostProcess> DescendantsOf(int id)
    {
        var all = All.ToLookup(process => process.Parent);
        var found = new List<HostProcess>(all[id]);
        for (var i = 0; i < found.Count; i++)
        {
            found.AddRange(all[found[i].Id]);
        }

        return found;
    }

    /// <summary>Waits until none of the processes is left, not even as a zombie.</summary>
    public static Task ExpectGoneAsync(IEnumerable<HostProcess> processes)
    {
        var left = processes.ToList();
        return PollAsync(
            () => (left = [.. left.Where(process => process.IsThere)]).Count == 0,
            () => $"still there: {string.Join("; ", left.Select(process => Read(process.Id)))}");
    }

    /// <summary>Waits until a process is in its terminal's foreground group (proc_pid_stat(5), fields 5 and 8).</summary>
    public static Task ExpectInFrontAsync(HostProcess process) =>
        PollAsync(
            () => File.ReadAllText($"/proc/{process.Id}/stat") is var stat
                && stat[(stat.LastIndexOf(')') + 2)..].Split(' ') is var fields
                && fields[2] == fields[5],
            () => $"{process} is not in front");

    // Others' children give no event when they stop or are reaped.
    private static async Task PollAsync(Func<bool> isDone, Func<string> describe)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!isDone())
        {
            Assert.That(patience.IsCancellationRequested, Is.False, () => $"after {Patience}: {describe()}");
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, CancellationToken.None);
        }
    }

    private bool IsThere => Read(Id)?.StartTime == StartTime;

    private static HostProcess? Read(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");

            // The name, in parentheses, may hold anything.
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            var arguments = File.ReadAllText($"/proc/{id}/cmdline").Replace('\0', ' ').Trim();
            return new(id, int.Parse(fields[1], CultureInfo.InvariantCulture), fields[0][0], ulong.Parse(fields[19], CultureInfo.InvariantCulture), arguments);
        }
        catch (IOException)
        {
            // It has ended in between.
            return null;
        }
    }
}
