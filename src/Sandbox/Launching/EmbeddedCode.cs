using System.Runtime.InteropServices;
using Sandbox.Linux;

namespace Sandbox.Launching;

/// <summary>Machine code that the assembly carries, as a file nobody can change.</summary>
internal static class EmbeddedCode
{
    /// <param name="name">What it is called, without the architecture.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <exception cref="SandboxSetupException">Neither memory nor any directory lets a program be executed.</exception>
    public static unsafe DescriptorHandle Open(string name, out int length)
    {
        var resourceName = RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => $"{name}-x64",
            var other => throw new PlatformNotSupportedException($"Sandbox has no {name} for {other}; x64 is built."),
        };

        // In memory already: resources are part of the assembly.
        using var resource = (UnmanagedMemoryStream?)typeof(EmbeddedCode).Assembly.GetManifestResourceStream(resourceName)
            ?? throw new InvalidOperationException($"The assembly was built without its resource {resourceName}.");
        length = (int)resource.Length;
        var code = new ReadOnlySpan<byte>(resource.PositionPointer, length);
        return Memfd.CreateExecutable(name, code) ?? UnlinkedExecutable.Create(code);
    }
}
