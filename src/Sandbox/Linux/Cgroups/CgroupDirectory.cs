using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Sandbox.Plans;

namespace Sandbox.Linux.Cgroups;

/// <summary>A group of cgroup v2 by the directory that stands for it (cgroups(7)): its interface files.</summary>
internal sealed class CgroupDirectory(string path)
{
    /// <summary>The file with the processes in it; writing a number there moves that process.</summary>
    public const string ProcessesFile = "cgroup.procs";

    private const string ControllersFile = "cgroup.controllers";
    private const string EnabledFile = "cgroup.subtree_control";

    public string Path { get; } = path;

    /// <summary>The controllers that can be handed to groups in it.</summary>
    public ImmutableArray<string> Controllers => Words(ControllersFile);

    /// <summary>Those that are.</summary>
    public ImmutableArray<string> EnabledControllers => Words(EnabledFile);

    /// <summary>The processes in it and not in a group below; a process of an outer pid namespace is 0.</summary>
    public ImmutableArray<int> Processes =>
        [.. (Read(ProcessesFile) ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? pid : 0)];

    /// <summary>Whether this process may make groups in it and move processes between them.</summary>
    public bool IsWritable => LibC.access(Path, LibC.W_OK) == 0 && LibC.access($"{Path}/{ProcessesFile}", LibC.W_OK) == 0;

    /// <summary>The group of that name in it.</summary>
    public CgroupDirectory Child(string name) => new($"{Path}/{name}");

    public bool Has(string file) => File.Exists($"{Path}/{file}");

    /// <summary>A file's text, trimmed; null where it is missing or unreadable.</summary>
    public string? Read(string file) => ProcFiles.Read($"{Path}/{file}");

    /// <summary>A number of a file, or of its line that begins with <paramref name="key"/>; null where there is none.</summary>
    public long? ReadNumber(string file, string? key = null)
    {
        var line = key is null
            ? Read(file)
            : Read(file)?.Split('\n').FirstOrDefault(line => line.StartsWith($"{key} ", StringComparison.Ordinal))?[(key.Length + 1)..];
        return long.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>Has groups in it get a controller.</summary>
    /// <returns>The kernel's answer (errno(3)), 0 for success.</returns>
    public int TryEnable(string controller) => TryWrite(EnabledFile, $"+{controller}");

    /// <summary>Has groups in it get a controller.</summary>
    /// <exception cref="SandboxSetupException">The kernel refuses.</exception>
    public void Enable(string controller)
    {
        if (TryEnable(controller) is not 0 and var errno)
        {
            throw SystemError.From(errno, $"enable the cgroup controller {controller} in", Path);
        }
    }

    /// <summary>Sets a file.</summary>
    /// <exception cref="SandboxSetupException">The kernel takes no such value, or has no such file.</exception>
    public void Set(CgroupSetting setting)
    {
        var errno = TryWrite(setting.File, setting.Value);
        if (errno != 0)
        {
            throw new SandboxSetupException(
                $"could not set {setting.File} of the command's group to {setting.Value}: {Errno.Describe(errno)}",
                errno == Errno.ENOENT ? "this kernel has no such file" : "the kernel takes no such value, see its documentation of cgroup v2")
            {
                Path = $"{Path}/{setting.File}",
                Errno = errno,
            };
        }
    }

    /// <summary>Reads a file back that was set. One that can only be written says nothing.</summary>
    /// <exception cref="SandboxSetupException">It says something else.</exception>
    public void Verify(CgroupSetting setting)
    {
        if (!IsReadable(setting.File) || Read(setting.File) is var said && setting.IsSaidBy(said))
        {
            return;
        }

        throw new SandboxSetupException(
            $"{setting.File} of the command's group is {said ?? "missing"}, and was to be {setting.Value}",
            "the kernel keeps another value than was written, or something else changes it: look for what else manages cgroups in "
            + System.IO.Path.GetDirectoryName(Path))
        {
            Path = $"{Path}/{setting.File}",
        };
    }

    /// <summary>Writes a file in one write, as the kernel takes it.</summary>
    /// <returns>The kernel's answer (errno(3)), 0 for success.</returns>
    public unsafe int TryWrite(string file, string text)
    {
        var descriptor = LibC.open($"{Path}/{file}", LibC.O_WRONLY | LibC.O_TRUNC | LibC.O_CLOEXEC, 0);
        if (descriptor < 0)
        {
            return Marshal.GetLastPInvokeError();
        }

        using var handle = new DescriptorHandle(descriptor);
        var bytes = System.Text.Encoding.UTF8.GetBytes($"{text}\n");
        fixed (byte* start = bytes)
        {
            return LibC.write(descriptor, start, bytes.Length) < 0 ? Marshal.GetLastPInvokeError() : 0;
        }
    }

    // Not by trying: the kernel refuses root as well to read what is there to be written alone.
    private unsafe bool IsReadable(string file)
    {
        const ushort AnyRead = 0b100_100_100;
        FileStatus status;
        return LibC.statx(LibC.AT_FDCWD, $"{Path}/{file}", 0, LibC.STATX_MODE, &status) < 0 || (status.Mode & AnyRead) != 0;
    }

    private ImmutableArray<string> Words(string file) =>
        [.. (Read(file) ?? "").Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)];
}
