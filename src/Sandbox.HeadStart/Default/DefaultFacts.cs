using System;
using System.Runtime.CompilerServices;
using Sandbox.Init.Linux;

namespace Sandbox.HeadStart.Default;

/// <summary>What the plan for a spec with every default depends on.</summary>
internal unsafe struct DefaultFacts
{
    // statx(2): a file every kernel has and only the host's root may write.
    private static ReadOnlySpan<byte> Sysctl => "/proc/sys/kernel/core_pattern"u8;

    /// <summary>The command's argv; ends with null.</summary>
    public byte** Arguments { get; private set; }

    public uint ArgumentCount { get; private set; }

    /// <summary>The caller's environment, which becomes the command's; ends with null.</summary>
    public byte** Environment { get; private set; }

    public uint VariableCount { get; private set; }

    /// <summary>Bytes of both and of what is repeated of them, a NUL behind each text counted.</summary>
    public uint CommandTextLength { get; private set; }

    /// <summary>The PATH the command is looked up in.</summary>
    public byte* SearchPath { get; private set; }

    /// <summary>The working directory, absolute.</summary>
    public byte* Directory { get; private set; }

    /// <summary>Whether it lies in /tmp, of which the sandbox has its own.</summary>
    public bool IsInTemporary { get; private set; }

    /// <summary>The terminal among the standard streams; no text where there is none.</summary>
    public byte* Terminal { get; private set; }

    public uint UserId { get; private set; }

    public uint GroupId { get; private set; }

    /// <summary>Whether the caller's user may write files below /proc/sys without any capability.</summary>
    public bool OwnsSysctls { get; private set; }

    /// <summary>Finds them out.</summary>
    /// <param name="arguments">The command's argv; ends with null.</param>
    /// <param name="environment">The caller's environment; ends with null.</param>
    /// <param name="room">Two times <see cref="Files.PATH_MAX"/> bytes, which stay in use.</param>
    /// <returns>False where anything is such that the tool has to look at it.</returns>
    public static bool TryFind(byte** arguments, byte** environment, byte* room, out DefaultFacts facts)
    {
        facts = default;
        facts.Arguments = arguments;
        facts.Environment = environment;
        facts.Directory = room;
        facts.Terminal = room + Files.PATH_MAX;
        return facts.TryFindCommand()
            && StandardStreams.TryFindTerminal(facts.Terminal)
            && facts.TryFindDirectory()
            && CacheDirectory.IsOutOf(facts.Directory, environment)
            && facts.TryFindHost();
    }

    private bool TryFindCommand()
    {
        ulong length = 0;
        for (; Arguments[ArgumentCount] != null; ArgumentCount++)
        {
            // The tool refuses what is not valid UTF-8.
            if (!Texts.IsAscii(Arguments[ArgumentCount]))
            {
                return false;
            }

            length += (ulong)Texts.LengthOf(Arguments[ArgumentCount]) + 1;
        }

        for (; Environment[VariableCount] != null; VariableCount++)
        {
            length += (ulong)Texts.LengthOf(Environment[VariableCount]) + 1;
        }

        // The file's name and the PATH are there twice. The kernel takes no more than 6 MiB of both (execve(2)).
        CommandTextLength = (uint)(2 * length);
        SearchPath = Texts.FindVariable(Environment, "PATH="u8);
        if (SearchPath == null)
        {
            SearchPath = "/usr/local/bin:/usr/bin:/bin"u8.Pointer;
        }

        return ArgumentCount > 0 && *Arguments[0] != 0;
    }

    // One of which the sandbox shows its own, the root, or one that its path does not lead the caller to, is the planner's to
    // judge.
    [SkipLocalsInit]
    private bool TryFindDirectory()
    {
        FileStatus status;
        if (Files.GetWorkingDirectory(Directory, Files.PATH_MAX) < 0
            || Directory[0] != (byte)'/'
            || Directory[1] == 0
            || !Texts.IsAscii(Directory)
            || Texts.IsAtOrBelow(Directory, "/proc"u8.Pointer)
            || Texts.IsAtOrBelow(Directory, "/dev"u8.Pointer)
            || Texts.IsAtOrBelow(Directory, "/sys"u8.Pointer)
            || Files.StatAt(Files.AT_FDCWD, Directory, Files.AT_SYMLINK_NOFOLLOW, &status) < 0
            || !status.IsDirectory)
        {
            return false;
        }

        IsInTemporary = Texts.IsAtOrBelow(Directory, "/tmp"u8.Pointer);
        return !IsInTemporary || Directory["/tmp"u8.Length] != 0;
    }

    [SkipLocalsInit]
    private bool TryFindHost()
    {
        FileStatus status;
        UserId = Processes.EffectiveUserId();
        GroupId = Processes.EffectiveGroupId();
        OwnsSysctls = Files.StatAt(Files.AT_FDCWD, Sysctl.Pointer, 0, &status) < 0 || status.UserId == UserId;
        return IsDevice("/dev/null"u8) && IsDevice("/dev/zero"u8) && IsDevice("/dev/full"u8)
            && IsDevice("/dev/random"u8) && IsDevice("/dev/urandom"u8) && IsDevice("/dev/tty"u8);
    }

    [SkipLocalsInit]
    private static bool IsDevice(ReadOnlySpan<byte> path)
    {
        FileStatus status;
        return Files.StatAt(Files.AT_FDCWD, path.Pointer, Files.AT_SYMLINK_NOFOLLOW, &status) >= 0 && status.IsCharacterDevice;
    }
}
