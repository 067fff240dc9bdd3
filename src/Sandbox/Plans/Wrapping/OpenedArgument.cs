using System.Runtime.InteropServices;
using Sandbox.Linux;
using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>An argument with the number of a descriptor that is opened for the wrapper when the plan is started.</summary>
internal abstract record OpenedArgument(string Prefix) : WrapperArgument
{
    /// <exception cref="SandboxSetupException">It cannot be opened.</exception>
    public abstract DescriptorHandle Open();

    /// <summary>Opens what the plan found at a path without links.</summary>
    /// <exception cref="SandboxSetupException">It cannot be opened, or a link has taken its place.</exception>
    private protected static DescriptorHandle OpenHostPath(string path, int flags)
    {
        var file = LinkFreePath.TryOpen(path, flags);
        return file.IsInvalid ? throw Failure(path, Marshal.GetLastPInvokeError()) : file;
    }

    private static SandboxSetupException Failure(string path, int errno) =>
        new($"could not open {path}: {Errno.Describe(errno)}", SourceHints.For(errno)) { Path = path, Errno = errno };

    internal sealed override WrapperArgumentRecord Encode(TextTable texts, WrapperLayout layout) => new()
    {
        Text = texts.Add(Prefix),
        Descriptor = (uint)WrapperDescriptor.Passed,
        Index = layout.IndexOf(this),
    };
}
