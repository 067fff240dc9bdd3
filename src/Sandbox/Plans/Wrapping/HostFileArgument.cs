using Sandbox.Linux;

namespace Sandbox.Plans;

internal sealed record HostFileArgument(string Path, string Prefix) : OpenedArgument(Prefix)
{
    public override string Description => $"{Prefix}<({ShellQuoting.Quote(Path)})";

    public override DescriptorHandle Open()
    {
        // Not blocking: a named pipe put there since the plan was made would hold up the start for ever.
        var file = OpenHostPath(Path, LibC.O_RDONLY | LibC.O_NONBLOCK);
        if (IsRegularFile(file))
        {
            return file;
        }

        file.Dispose();
        throw new SandboxSetupException(
            $"could not copy {Path}: it is not a regular file", "only regular files can be copied in; bind anything else")
        {
            Path = Path,
        };
    }

    private static unsafe bool IsRegularFile(DescriptorHandle file)
    {
        FileStatus status;
        return LibC.statx(file.Number, "", LibC.AT_EMPTY_PATH, LibC.STATX_TYPE, &status) == 0
            && (status.Mode & LibC.S_IFMT) == LibC.S_IFREG;
    }
}
