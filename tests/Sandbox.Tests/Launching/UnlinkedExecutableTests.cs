using System.Diagnostics;
using Sandbox.Launching;

namespace Sandbox.Tests.Launching;

public sealed class UnlinkedExecutableTests
{
    [Test]
    public void It_runs_and_has_no_name_left()
    {
        var image = File.ReadAllBytes("/bin/true");

        using var file = UnlinkedExecutable.Create(image);
        var path = $"/proc/{Environment.ProcessId}/fd/{file.Number}";

        Assert.That(File.ReadAllBytes(path), Is.EqualTo(image));
        Assert.That(new FileInfo(path).LinkTarget, Does.EndWith(" (deleted)"));
        using var process = Process.Start(path)!;
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero);
    }

    [Test]
    public void Only_its_owner_may_use_it()
    {
        using var file = UnlinkedExecutable.Create("x"u8.ToArray());

        Assert.That(
            File.GetUnixFileMode($"/proc/self/fd/{file.Number}"),
            Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
    }
}
