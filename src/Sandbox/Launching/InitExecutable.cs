using System.Globalization;
using System.Runtime.InteropServices;
using Sandbox.Linux;

namespace Sandbox.Launching;

/// <summary>
/// sandbox-init as something to execute: a descriptor of a file nobody can change, made once for the process.
/// </summary>
internal sealed class InitExecutable
{
    private static readonly Lazy<InitExecutable> s_instance = new(Create);

    private readonly DescriptorHandle _file;

    private InitExecutable(DescriptorHandle file)
    {
        _file = file;
        Path = string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{file.Number}");
    }

    /// <exception cref="SandboxSetupException">Neither memory nor any directory lets a program be executed.</exception>
    public static InitExecutable Instance => s_instance.Value;

    /// <summary>Its path, for execve(2) in this process or a child that has all its descriptors.</summary>
    public string Path { get; }

    /// <summary>Its descriptor, close-on-exec; open as long as the process lives.</summary>
    public int Descriptor => _file.Number;

    private static unsafe InitExecutable Create()
    {
        var name = RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => "sandbox-init-x64",
            var other => throw new PlatformNotSupportedException($"Sandbox has no sandbox-init for {other}; x64 is built."),
        };

        // In memory already: resources are part of the assembly.
        using var resource = (UnmanagedMemoryStream?)typeof(InitExecutable).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly was built without its resource {name}.");
        var image = new ReadOnlySpan<byte>(resource.PositionPointer, (int)resource.Length);
        return new(Memfd.CreateExecutable("sandbox-init", image) ?? UnlinkedExecutable.Create(image));
    }
}
