using System.Collections.Immutable;
using Sandbox;

namespace RunSandbox.Requests;

/// <summary>The tree a request asks for: <c>chroot</c> and <c>mounts</c> in the words of a spec.</summary>
/// <param name="Root">What is / inside.</param>
/// <param name="Mounts">What is mounted, in order.</param>
/// <param name="FirstMount">Which of the request's mounts the first of <paramref name="Mounts"/> is.</param>
internal sealed record RequestTree(SandboxRoot Root, ImmutableArray<SandboxMount> Mounts, int FirstMount)
{
    /// <summary>The type of a mount of the host's.</summary>
    public const string Bind = "bind";

    private const string Tmpfs = "tmpfs";
    private const string Proc = "proc";

    /// <summary>A mount on / takes the root's place, and hides all that came before it.</summary>
    /// <exception cref="SandboxSetupException">Something of it can't be mounted here; it is named by its path.</exception>
    public static RequestTree Of(RequestDocument request)
    {
        var mounts = request.Mounts ?? [];
        var last = mounts.Count - 1;
        while (last >= 0 && !IsRoot(mounts[last].Dest))
        {
            last--;
        }

        var root = last < 0 ? RootAt(request.Chroot ?? "/", isReadOnly: false, "chroot") : RootFrom(mounts[last], $"mounts[{last}]");
        var first = last + 1;
        return new(root, [.. mounts.Skip(first).Select((mount, index) => Convert(mount, $"mounts[{first + index}]"))], first);
    }

    /// <summary>A path inside, from the root: it may have been written without the slash it begins with.</summary>
    public static string Inside(string path) =>
        "/" + string.Join('/', path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != "."));

    /// <summary>A path of the host, from the current directory where it is relative.</summary>
    public static string OnHost(string path) => Path.Combine(Environment.CurrentDirectory, path);

    private static bool IsRoot(string path) => Inside(path) == "/";

    private static SandboxRoot RootAt(string path, bool isReadOnly, string member) => (Path.GetFullPath(OnHost(path)), isReadOnly) switch
    {
        ("/", false) => SandboxRoot.Host,
        ("/", true) => throw Impossible(member, "the host's whole tree can't be shown read-only in this mode"),
        // As it is: what else is to be there, the request says.
        _ => new DirectoryRoot
        {
            Path = OnHost(path),
            Writable = isReadOnly ? WritablePaths.None : WritablePaths.All,
            PrivateMounts = false,
        },
    };

    private static SandboxRoot RootFrom(RequestMountDocument mount, string member) => (mount.Type, mount.Options) switch
    {
        (Bind, null or "") => RootAt(mount.Src!, mount.Ro == true, $"{member}.src"),
        (Tmpfs, null or "") when mount.Ro != true => SandboxRoot.Empty,
        (Bind or Tmpfs, _) => throw Impossible(member, "on / it takes neither options nor, for a tmpfs, ro"),
        _ => throw Unknown(mount.Type, member),
    };

    private static SandboxMount Convert(RequestMountDocument mount, string member)
    {
        var target = Inside(mount.Dest);
        switch (mount.Type)
        {
            case Bind when string.IsNullOrEmpty(mount.Options):
                var source = OnHost(mount.Src!);
                return mount.Ro == true ? SandboxMount.ReadOnlyBind(source, target) : SandboxMount.Bind(source, target);
            case Bind:
                throw Impossible($"{member}.options", "a bind takes none; for a read-only one, set ro");
            case Tmpfs:
                var options = TmpfsOptions.Parse(mount.Options ?? "", $"{member}.options");
                return SandboxMount.Tmpfs(target, options.Size, options.Mode) with
                {
                    Entries = options.Entries, ReadOnly = mount.Ro == true,
                };
            case Proc when string.IsNullOrEmpty(mount.Options):
                return SandboxMount.Proc(target) with { ReadOnly = mount.Ro == true };
            case var type when KernelFileSystemNames.TryParse(type, out var fileSystem) && string.IsNullOrEmpty(mount.Options):
                return SandboxMount.Kernel(fileSystem, target, mount.Ro == true);
            case var type when type == Proc || KernelFileSystemNames.TryParse(type, out _):
                throw Impossible($"{member}.options", $"a {type} takes none here");
            default:
                throw Unknown(mount.Type, member);
        }
    }

    private static SandboxSetupException Unknown(string type, string member) =>
        Impossible($"{member}.type", $"{TextRules.Show(type)} can't be mounted; what can is: {Bind}, {Tmpfs}, {Proc}, {KernelFileSystemNames.All}");

    private static SandboxSetupException Impossible(string member, string problem) => new($"{member}: {problem}");
}
