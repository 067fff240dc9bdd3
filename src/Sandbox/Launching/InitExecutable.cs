using System.Globalization;
using System.Text;
using Sandbox.Linux;

namespace Sandbox.Launching;

/// <summary>
/// sandbox-init as something to execute: a descriptor of a file nobody can change, made once for the process.
/// </summary>
internal sealed class InitExecutable
{
    private static readonly MadeOnce<InitExecutable> s_instance = new(() => new(EmbeddedCode.Open("sandbox-init", out _)));

    private readonly DescriptorHandle _file;
    private readonly byte[] _pathText;

    private InitExecutable(DescriptorHandle file)
    {
        _file = file;
        Path = string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{file.Number}");
        _pathText = Encoding.ASCII.GetBytes($"{Path}\0");
    }

    /// <exception cref="SandboxSetupException">Neither memory nor any directory lets a program be executed.</exception>
    public static InitExecutable Instance => s_instance.Value;

    /// <summary>Its path, for execve(2) in this process or a child that has all its descriptors.</summary>
    public string Path { get; }

    /// <summary>The path as C has it, ended by a zero.</summary>
    public ReadOnlySpan<byte> PathText => _pathText;

    /// <summary>Its descriptor, close-on-exec; open as long as the process lives.</summary>
    public int Descriptor => _file.Number;
}
