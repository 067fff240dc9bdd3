using System.Runtime.InteropServices;
using Sandbox.Launching;
using Sandbox.Linux;
using Sandbox.Wire;

namespace Sandbox.Tests.Fuzz;

/// <summary>Hands any bytes to sandbox-init as a plan, the way the launcher does, and follows what comes of it.</summary>
internal static class PlanExecution
{
    /// <summary>So that a hang ends.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <param name="Reports">All reports, in order.</param>
    /// <param name="WaitStatus">How the monitor ended (wait(2)).</param>
    /// <param name="WasKilled">Whether it did not end by itself.</param>
    internal sealed record Course(IReadOnlyList<ReportRecord> Reports, int WaitStatus, bool WasKilled)
    {
        /// <summary>Whether it got as far as to the command.</summary>
        public bool HasStarted => Reports.Any(report => report.Kind == (uint)ReportKind.Started);

        /// <summary>
        /// What it said of the end. The monitor's word on the clock may come after the init's, when both happen at once.
        /// </summary>
        public ReportKind End => Reports.Select(report => (ReportKind)report.Kind)
            .LastOrDefault(kind => kind != ReportKind.WallTimeReached);

        public override string ToString() =>
            $"[{string.Join(", ", Reports.Select(report => $"{(ReportKind)report.Kind} {(FailedCall)report.Call}"))}] 0x{WaitStatus:x}{(WasKilled ? ", killed" : "")}";
    }

    public static async Task<Course> RunAsync(byte[] plan)
    {
        var (socket, pid) = Spawn(plan);
        using (socket)
        {
            var reports = new List<ReportRecord>();
            using var patience = new CancellationTokenSource(Patience);
            using var end = patience.Token.Register(() => socket.Send(new RequestRecord { Kind = (uint)RequestKind.Kill }));
            while (await socket.ReceiveAsync(CancellationToken.None) is { } report)
            {
                reports.Add(report);
            }

            int status, answer;
            do
            {
                answer = LibC.waitpid(pid, out status, 0);
            }
            while (answer < 0 && Marshal.GetLastPInvokeError() == Errno.EINTR);
            Assert.That(answer, Is.EqualTo(pid), "waitpid");
            return new(reports, status, patience.IsCancellationRequested);
        }
    }

    private static (ControlSocket Socket, int Pid) Spawn(byte[] plan)
    {
        using var file = Memfd.CreateData("plan", plan);
        using var nothing = FileDescriptors.Open("/dev/null", LibC.O_RDWR);
        var (socket, monitorEnd) = ControlSocket.CreatePair();
        using (monitorEnd)
        {
            return (socket, InitProcess.Spawn(file, monitorEnd, [nothing.Number, nothing.Number, nothing.Number], []).Id);
        }
    }
}
