using Sandbox.Wire;

namespace Sandbox.Plans;

internal sealed record InitArgument(string Prefix) : WrapperArgument
{
    public override string Description => $"{Prefix}<(sandbox-init)";

    internal override WrapperArgumentRecord Encode(TextTable texts, WrapperLayout layout) => new()
    {
        Text = texts.Add(Prefix),
        Descriptor = (uint)WrapperDescriptor.Passed,
        Index = layout.Init,
    };
}
