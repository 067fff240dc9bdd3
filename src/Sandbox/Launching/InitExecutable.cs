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

    private static InitExecutable Create()
    {
        var image = ReadImage();
        return new(Memfd.CreateExecutable("sandbox-init", image) ?? UnlinkedExecutable.Create(image));
    }

    private static byte[] ReadImage()
    {
        var name = RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => "sandbox-init-x64",
            var other => throw new PlatformNotSupportedException($"Sandbox has no sandbox-init for {other}; x64 is built."),
        };
        using var resource = typeof(InitExecutable).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly was built without its resource {name}.");
        var image = new byte[resource.Length];
        resource.ReadExactly(image);
        return image;
    }
}
