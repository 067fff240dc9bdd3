using Sandbox.Init.Linux;
using Sandbox.Init.Plan;

namespace Sandbox.Init.Steps;

/// <summary>
/// Where something was made last, kept open: mostly the next thing is made in the same directory, or mounted on the file
/// just made. What is kept is what the path led to then; a mount may change where it leads, so that nothing is kept across
/// one, but for a mount on the file itself.
/// </summary>
internal unsafe struct LastPlace
{
    private const int None = -1;

    private Text parentPath;
    private int parent;
    private bool isOwn;
    private Text filePath;
    private int file;

    /// <summary>With nothing kept.</summary>
    public static LastPlace Nowhere => new() { parent = None, file = None };

    /// <summary>The directory, when it is this one; otherwise negative.</summary>
    /// <param name="path">Its path, as the plan has it.</param>
    /// <param name="isOwn">Whether it was found to be in a file system of the sandbox's own.</param>
    public readonly int FindParent(Text path, out bool isOwn)
    {
        isOwn = this.isOwn;
        return parent >= 0 && parentPath.Equals(path) ? parent : None;
    }

    /// <summary>Keeps a directory in place of the one before; it is closed here.</summary>
    public void KeepParent(Text path, int directory, bool isOwn)
    {
        Forget();
        parentPath = path;
        parent = directory;
        this.isOwn = isOwn;
    }

    /// <summary>Keeps a file that was made in the directory; it is closed here.</summary>
    public void KeepFile(Text path, int descriptor)
    {
        ForgetFile();
        filePath = path;
        file = descriptor;
    }

    /// <summary>The file that was made last, when this is its path; otherwise negative.</summary>
    public readonly int FindFile(Text path) => file >= 0 && filePath.Equals(path) ? file : None;

    public void ForgetFile()
    {
        Close(ref file);
    }

    public void Forget()
    {
        Close(ref file);
        Close(ref parent);
    }

    private static void Close(ref int descriptor)
    {
        if (descriptor >= 0)
        {
            Files.Close(descriptor);
        }

        descriptor = None;
    }
}
