using Sandbox.Wire;

namespace Sandbox.Plans;

internal sealed record TextArgument(string Value) : WrapperArgument
{
    public override string Description => ShellQuoting.Quote(Value);

    internal override WrapperArgumentRecord Encode(TextTable texts, WrapperLayout layout) => new() { Text = texts.Add(Value) };
}
