using Sandbox.Linux;
using Sandbox.Plans;

namespace Sandbox.Tests.Selection;

/// <summary>A back-end on the engine's base that offers some things, and must not come to plan anything it does not.</summary>
internal sealed class LimitedBackend(SandboxCapabilities capabilities) : LinuxSandboxBackend
{
    public override string Name => "limited";

    public override SandboxCapabilities Capabilities => capabilities;

    protected override LaunchPlan Plan(SandboxSpec spec, HostFacts facts, IHostFileSystem files) =>
        throw new InvalidOperationException("planned");
}
