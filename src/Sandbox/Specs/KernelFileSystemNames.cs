namespace Sandbox;

/// <summary>The kernel's names of <see cref="KernelFileSystem"/>s, as mount(8) takes them.</summary>
internal static class KernelFileSystemNames
{
    private static readonly string[] Names = ["devpts", "mqueue", "sysfs"];

    /// <summary>The names, for a message.</summary>
    public static string All => string.Join(", ", Names);

    public static string Of(KernelFileSystem fileSystem) => Names[(int)fileSystem];

    public static bool TryParse(string name, out KernelFileSystem fileSystem)
    {
        var index = Array.IndexOf(Names, name);
        fileSystem = (KernelFileSystem)Math.Max(index, 0);
        return index >= 0;
    }
}
