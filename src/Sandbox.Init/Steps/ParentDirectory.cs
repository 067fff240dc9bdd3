using System.Runtime.CompilerServices;
using Sandbox.Init.Linux;

namespace Sandbox.Init.Steps;

/// <summary>The directory of a path in the init's own root, reached without a symbolic link, and the last name.</summary>
internal readonly unsafe struct ParentDirectory
{
    private ParentDirectory(int descriptor, byte* name)
    {
        Descriptor = descriptor;
        Name = name;
    }

    /// <summary>Whoever opens it closes it.</summary>
    public int Descriptor { get; }

    public byte* Name { get; }

    /// <param name="path">Absolute; its last component is a name.</param>
    /// <param name="parent">Where it is.</param>
    /// <returns>The kernel's answer.</returns>
    [SkipLocalsInit]
    public static nint Open(Plan.Text path, out ParentDirectory parent)
    {
        parent = default;
        var directory = stackalloc byte[Files.PATH_MAX];
        var length = path.LastIndexOf((byte)'/') + 1;
        for (var i = 0; i < length; i++)
        {
            directory[i] = path.Pointer[i];
        }

        directory[length] = 0;
        var answer = Files.OpenWithoutLinks(directory, Files.O_PATH | OpenFlags.O_DIRECTORY);
        if (answer >= 0)
        {
            parent = new ParentDirectory((int)answer, path.Pointer + length);
        }

        return answer;
    }
}
