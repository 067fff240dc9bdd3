using System.Collections.Immutable;
using System.Text;
using Sandbox.Plans;

namespace Sandbox.Backends.Bwrap;

/// <summary>
/// Collects bubblewrap's options. They are handed over in files (--args), where their number is bounded by bubblewrap
/// alone and nobody reads them in a process list; but those with a descriptor, whose number is known only when bubblewrap
/// is started, stand between the files on the command line itself.
/// </summary>
internal sealed class BwrapArguments
{
    /// <summary>The most arguments bubblewrap takes, in files and on its command line together (its MAX_ARGS).</summary>
    public const int Limit = 9000;

    /// <summary>The most files it is handed: each is a descriptor that is open from the start.</summary>
    public const int FileLimit = 400;

    // argv[0], the separator, and sandbox-init's own command line.
    private const int Others = 8;

    private readonly ImmutableArray<WrapperArgument>.Builder _line = ImmutableArray.CreateBuilder<WrapperArgument>();
    private readonly List<string> _waiting = [];
    private int _count = Others;
    private int _files;

    /// <summary>Adds an option with its values.</summary>
    public void Add(params ReadOnlySpan<string> arguments)
    {
        _count += arguments.Length;
        _waiting.AddRange(arguments);
    }

    /// <summary>Adds an option that reads a file.</summary>
    /// <param name="mode">The mode of what it makes.</param>
    /// <param name="option">The option, which takes a descriptor and a target.</param>
    /// <param name="content">What it reads.</param>
    /// <param name="target">Where that goes.</param>
    public void AddFile(UnixFileMode mode, string option, WrapperArgument content, string target)
    {
        Flush();
        _files++;
        _count += 5;
        _line.Add(WrapperArgument.Text("--perms"));
        _line.Add(WrapperArgument.Text(Octal(mode)));
        _line.Add(WrapperArgument.Text(option));
        _line.Add(content);
        _line.Add(WrapperArgument.Text(target));
    }

    /// <summary>Adds an option that binds a file or directory of the host that no link may lead to.</summary>
    /// <param name="option">The option, which takes a source and a target.</param>
    /// <param name="source">The file or directory, an absolute path without links.</param>
    /// <param name="target">What follows it, such as where it appears.</param>
    /// <returns>What is opened.</returns>
    public WrapperArgument AddOpened(string option, string source, params ReadOnlySpan<string> target)
    {
        Flush();
        _files++;
        _count += 2 + target.Length;
        var opened = WrapperArgument.HostPath(source, "/proc/self/fd/");
        _line.Add(WrapperArgument.Text(option));
        _line.Add(opened);
        foreach (var argument in target)
        {
            _line.Add(WrapperArgument.Text(argument));
        }

        return opened;
    }

    /// <summary>The whole command line, after which sandbox-init's follows.</summary>
    /// <exception cref="SandboxSpecException">It is more than bubblewrap takes.</exception>
    public ImmutableArray<WrapperArgument> Build()
    {
        Flush();
        if (_count > Limit || _files > FileLimit)
        {
            throw Inexpressible.Of(
                "spec",
                _count > Limit
                    ? $"needs {_count} arguments for bubblewrap, and {Limit} is the most it takes"
                    : $"needs {_files} files to be handed to bubblewrap, and {FileLimit} is the most: copies, covers, and what others of this user could replace",
                "ask for fewer mounts and denied paths, or use namespaces");
        }

        _line.Add(WrapperArgument.Text("--"));
        return _line.DrainToImmutable();
    }

    /// <summary>A mode as bubblewrap takes it.</summary>
    public static string Octal(UnixFileMode mode) => Convert.ToString((int)mode, 8).PadLeft(4, '0');

    private void Flush()
    {
        if (_waiting.Count == 0)
        {
            return;
        }

        var content = new StringBuilder();
        foreach (var argument in _waiting)
        {
            content.Append(argument).Append('\0');
        }

        _files++;
        _count += 2;
        _line.Add(WrapperArgument.Text("--args"));
        _line.Add(WrapperArgument.File(
            [.. Encoding.UTF8.GetBytes(content.ToString())],
            string.Join(' ', _waiting.Select(argument => WrapperArgument.Text(argument).Description))));
        _waiting.Clear();
    }
}
