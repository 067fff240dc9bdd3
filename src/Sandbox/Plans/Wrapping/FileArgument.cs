using System.Collections.Immutable;
using Sandbox.Launching;
using Sandbox.Linux;

namespace Sandbox.Plans;

internal sealed record FileArgument(ImmutableArray<byte> Content, string Shown, string Prefix) : OpenedArgument(Prefix)
{
    public override string Description => $"{Prefix}<({Shown})";

    public override DescriptorHandle Open() => Memfd.CreateData("sandbox-wrapper", Content.AsSpan());
}
