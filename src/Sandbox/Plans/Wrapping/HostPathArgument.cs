using Sandbox.Linux;

namespace Sandbox.Plans;

internal sealed record HostPathArgument(string Path, string Prefix) : OpenedArgument(Prefix)
{
    public override string Description => $"{Prefix}<({ShellQuoting.Quote(Path)})";

    public override DescriptorHandle Open() => OpenHostPath(Path, LibC.O_PATH);
}
