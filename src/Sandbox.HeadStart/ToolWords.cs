using System;
using Sandbox.HeadStart.Default;

namespace Sandbox.HeadStart;

/// <summary>
/// The tool's command line, as far as it matters before it is taken apart. What is guessed here need not be right: where it
/// turns out otherwise, the tool is started anew and does everything by itself.
/// </summary>
internal readonly unsafe struct ToolWords
{
    private readonly byte** words;
    private readonly int count;

    /// <param name="words">argv.</param>
    /// <param name="count">argc.</param>
    public ToolWords(byte** words, int count)
    {
        this.words = words;
        this.count = count;
    }

    /// <summary>How many pointers <see cref="WriteAgain"/> writes.</summary>
    public int CountAgain => count + 3;

    // With these the tool has something to do while the command runs, afterwards, or instead; a NUL ends each.
    private static ReadOnlySpan<byte> Busy =>
        "--stay\0--spec\0--profiles\0--report\0--check\0--explain\0--json\0--request\0--request-schema\0--help\0"u8
        + "--version\0--image\0--ephemeral\0--scratch\0--changes\0--input-from\0--output\0--as-pid-1\0--keep-fd\0"u8
        + "--time-limit\0--kill-after\0--cpu-time\0--memory\0--pids\0--cpus\0--address-space\0--file-size\0"u8
        + "--output-limit\0--cgroup\0--cgroup-parent\0--stdin\0--stdout\0--stderr\0--verbose\0--quiet\0--log-file\0"u8;

    /// <summary>Whether the tool has nothing to do once the command runs.</summary>
    public bool LeaveTheToolIdle
    {
        get
        {
            for (var i = 1; i < count && !IsEndOfOptions(i); i++)
            {
                if (IsBusy(words[i]))
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>
    /// The command, where nothing is asked for but the preferred back-end and every default; else null, for the tool to read.
    /// </summary>
    /// <param name="environment">The caller's environment.</param>
    public byte** FindCommandOfDefaults(byte** environment)
    {
        var backend = Texts.FindVariable(environment, "RUN_SANDBOX_BACKEND="u8);
        backend = backend == null || *backend == 0 ? "auto"u8.Pointer : backend;
        var i = 1;
        while (i < count && words[i][0] == (byte)'-' && words[i][1] != 0 && !Is(words[i], "--"u8))
        {
            const int Prefix = 10;
            if (Is(words[i], "--backend"u8) || Is(words[i], "-b"u8))
            {
                backend = words[i + 1];
                i += 2;
            }
            else if (Begins(words[i], "--backend="u8.Pointer, Prefix))
            {
                backend = words[i++] + Prefix;
            }
            else
            {
                return null;
            }

            // The tool refuses one it does not know, also where another follows.
            if (!IsPreferred(backend))
            {
                return null;
            }
        }

        i += i < count && Is(words[i], "--"u8) ? 1 : 0;
        return i < count && IsPreferred(backend) ? words + i : null;
    }

    /// <summary>Whether the sandbox will have a network of its own.</summary>
    public bool HasOwnNetwork
    {
        get
        {
            for (var i = 1; i < count && !IsEndOfOptions(i); i++)
            {
                if (Is(words[i], "--net=host"u8) || (Is(words[i], "--net"u8) && i + 1 < count && Is(words[i + 1], "host"u8)))
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>What is executed to start the tool anew, so that it does everything by itself.</summary>
    /// <param name="program">The program's path.</param>
    /// <param name="again">Gets the path, and the program's argv with a null behind it.</param>
    public void WriteAgain(byte* program, byte** again)
    {
        again[0] = program;
        again[1] = words[0];
        again[2] = "--stay"u8.Pointer;
        for (var i = 1; i <= count; i++)
        {
            again[i + 2] = words[i];
        }
    }

    // A word that neither is an option nor follows one is the command. An option without a value is taken for one with a
    // value here, so that the command's own words may be looked at as well.
    private bool IsEndOfOptions(int index) =>
        Is(words[index], "--"u8) || (*words[index] != (byte)'-' && (index == 1 || *words[index - 1] != (byte)'-'));

    private static bool IsPreferred(byte* backend) =>
        backend != null && (Is(backend, "auto"u8) || Is(backend, "namespaces"u8));

    private static bool IsBusy(byte* word)
    {
        if (word[0] == (byte)'-' && word[1] != (byte)'-' && word[1] != (byte)'b')
        {
            return true;
        }

        var start = 0;
        for (var end = 0; end < Busy.Length; end++)
        {
            if (Busy[end] == 0)
            {
                if (IsOption(word, Busy.Pointer + start, end - start))
                {
                    return true;
                }

                start = end + 1;
            }
        }

        return false;
    }

    private static bool IsOption(byte* word, byte* name, int length) =>
        Begins(word, name, length) && (word[length] == 0 || word[length] == (byte)'=');

    private static bool Is(byte* word, ReadOnlySpan<byte> text) => Begins(word, text.Pointer, text.Length) && word[text.Length] == 0;

    private static bool Begins(byte* word, byte* text, int length)
    {
        var i = 0;
        while (i < length && word[i] == text[i])
        {
            i++;
        }

        return i == length;
    }
}
