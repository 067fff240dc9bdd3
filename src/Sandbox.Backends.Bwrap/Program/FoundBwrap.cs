namespace Sandbox.Backends.Bwrap.Program;

/// <summary>What looking for bubblewrap came to: the program, or why there is none and what to do.</summary>
internal sealed record FoundBwrap
{
    private const string Install =
        "install it: apt-get install bubblewrap, dnf install bubblewrap, pacman -S bubblewrap or apk add bubblewrap";

    private const int MaxQuoted = 80;

    private FoundBwrap()
    {
    }

    /// <summary>There is none in PATH.</summary>
    public static FoundBwrap NotInstalled { get; } = new() { Reason = "there is no bubblewrap (bwrap) in PATH", Remedy = Install };

    /// <summary>The program, or null.</summary>
    public BwrapProgram? Program { get; private init; }

    /// <summary>Why there is none.</summary>
    public string Reason { get; private init; } = "";

    /// <summary>What to do where there is none.</summary>
    public string Remedy { get; private init; } = "";

    /// <summary>It is there.</summary>
    public static FoundBwrap Of(BwrapProgram program) => new() { Program = program };

    /// <summary>A file of its name is another program.</summary>
    /// <param name="file">The file.</param>
    /// <param name="answer">What it wrote when it was asked for its version.</param>
    public static FoundBwrap SomethingElse(BwrapFile file, string answer) => new()
    {
        Reason = $"{file.Path} is no bubblewrap: asked for its version (--version), it wrote '{Quoted(answer)}'",
        Remedy = $"{Install}; and have it come first in PATH",
    };

    /// <summary>A file of its name could not be asked.</summary>
    /// <param name="file">The file.</param>
    /// <param name="cause">Why it could not.</param>
    public static FoundBwrap WithoutAnswer(BwrapFile file, string cause) => new()
    {
        Reason = $"{file.Path} could not be asked for its version (--version): {cause}",
        Remedy = "try it by hand, and install bubblewrap anew where that fails; on a machine that is busy, try again",
    };

    private static string Quoted(string answer)
    {
        var line = string.Concat(answer.Trim().Select(character => char.IsControl(character) ? ' ' : character));
        return line.Length > MaxQuoted ? $"{line[..MaxQuoted]}..." : line;
    }
}
