using System.Collections.Immutable;
using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>An argument of a wrapper. The number of a descriptor in it is known only when the wrapper is executed.</summary>
public abstract record WrapperArgument
{
    private protected WrapperArgument()
    {
    }

    /// <summary>The argument as a reader is shown it.</summary>
    public abstract string Description { get; }

    /// <summary>A plain text.</summary>
    public static WrapperArgument Text(string value) => new TextArgument(value);

    /// <summary>The number of a descriptor from which the wrapper reads what must not, or cannot, be an argument.</summary>
    /// <param name="content">What it reads there; the file is in memory and cannot be changed.</param>
    /// <param name="description">The content as a reader is shown it.</param>
    /// <param name="prefix">What comes before the number.</param>
    public static WrapperArgument File(ImmutableArray<byte> content, string description, string prefix = "") =>
        new FileArgument(content, description, prefix);

    /// <summary>The number of a descriptor of a regular file of the host, opened for reading when the plan is started.</summary>
    /// <param name="path">The file, an absolute path; it is refused where a symbolic link leads to it.</param>
    /// <param name="prefix">What comes before the number.</param>
    public static WrapperArgument HostFile(string path, string prefix = "") => new HostFileArgument(path, prefix);

    /// <summary>
    /// The number of a descriptor of a file or directory of the host, opened with O_PATH when the plan is started. It is
    /// refused where a symbolic link leads to it (openat2(2), RESOLVE_NO_SYMLINKS).
    /// </summary>
    /// <param name="path">The file or directory, an absolute path.</param>
    /// <param name="prefix">What comes before the number.</param>
    public static WrapperArgument HostPath(string path, string prefix = "") => new HostPathArgument(path, prefix);

    /// <summary>The number of a descriptor of sandbox-init's executable.</summary>
    /// <param name="prefix">What comes before the number.</param>
    public static WrapperArgument Init(string prefix = "") => new InitArgument(prefix);

    /// <inheritdoc/>
    public sealed override string ToString() => Description;

    internal abstract WrapperArgumentRecord Encode(TextTable texts, WrapperLayout layout);
}
