using System.Collections.Immutable;
using Sandbox.Wire;

namespace Sandbox.Plans;

internal sealed record FileArgument(ImmutableArray<byte> Content, string Shown, string Prefix) : WrapperArgument
{
    public override string Description => $"{Prefix}<({Shown})";

    internal override WrapperArgumentRecord Encode(TextTable texts, WrapperLayout layout) => new()
    {
        Text = texts.Add(Prefix),
        Descriptor = (uint)WrapperDescriptor.Passed,
        Index = layout.IndexOf(this),
    };
}
