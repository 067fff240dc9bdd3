using Sandbox.Launching;
using Sandbox.Linux;

namespace Sandbox.Tests.Launching;

public sealed class FileDescriptorsTests
{
    [Test]
    public void A_file_that_cannot_be_opened_is_named_with_the_reason()
    {
        var exception = Assert.Throws<SandboxSetupException>(
            () => FileDescriptors.Open("/no/such/file", LibC.O_RDONLY).Dispose());

        Assert.That(exception.Message, Is.EqualTo("could not open /no/such/file: ENOENT (No such file or directory)"));
        Assert.That((exception.Path, exception.Errno), Is.EqualTo(("/no/such/file", (int?)Errno.ENOENT)));
        Assert.That(exception.IsRefusal, Is.False);
    }

    [Test]
    public void Both_ends_of_a_pipe_are_closed_by_execve()
    {
        const int FD_CLOEXEC = 1;
        var (readEnd, writeEnd) = FileDescriptors.Pipe();
        using (readEnd)
        using (writeEnd)
        {
            Assert.That(LibC.fcntl(readEnd.Number, LibC.F_GETFD, 0), Is.EqualTo(FD_CLOEXEC));
            Assert.That(LibC.fcntl(writeEnd.Number, LibC.F_GETFD, 0), Is.EqualTo(FD_CLOEXEC));
        }
    }
}
