using Sandbox.Linux;
using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>An argument with the number of a descriptor that is opened for the wrapper when the plan is started.</summary>
internal abstract record OpenedArgument(string Prefix) : WrapperArgument
{
    /// <exception cref="SandboxSetupException">It cannot be opened.</exception>
    public abstract DescriptorHandle Open();

    internal sealed override WrapperArgumentRecord Encode(TextTable texts, WrapperLayout layout) => new()
    {
        Text = texts.Add(Prefix),
        Descriptor = (uint)WrapperDescriptor.Passed,
        Index = layout.IndexOf(this),
    };
}
