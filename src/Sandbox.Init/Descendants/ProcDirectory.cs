using System.Runtime.CompilerServices;
using Sandbox.Init.Linux;
using Sandbox.Wire;

namespace Sandbox.Init.Descendants;

/// <summary>/proc of this pid namespace (proc(5)): opened before any change of root, so it need not be inside.</summary>
internal readonly unsafe struct ProcDirectory
{
    private const int ScanBufferSize = 16 * 1024;

    private readonly int descriptor;

    private ProcDirectory(int descriptor) => this.descriptor = descriptor;

    public static Outcome Open(out ProcDirectory proc)
    {
        proc = default;
        var answer = Files.Open(Files.AT_FDCWD, "/proc"u8.Pointer, Files.O_RDONLY | OpenFlags.O_DIRECTORY);
        if (answer < 0)
        {
            return Outcome.Of(FailedCall.OpenProc, answer);
        }

        proc = new ProcDirectory((int)answer);
        var outcome = proc.CheckNamespace();
        if (outcome.Failed)
        {
            proc.Close();
        }

        return outcome;
    }

    public void Close() => Files.Close(descriptor);

    /// <summary>False when there is no such process.</summary>
    [SkipLocalsInit]
    public bool TryRead(int pid, out ProcessStatus status)
    {
        // The name before the state has at most 64 bytes; everything behind the parent is of no use here.
        const int Wanted = 128;
        status = default;
        var digits = stackalloc byte[Digits.BufferSize];
        var path = stackalloc byte[Digits.BufferSize + sizeof(long)];
        Digits.Append(Digits.Append(path, Digits.Format((ulong)pid, 10, digits)), "/stat"u8.Pointer);
        var answer = Files.Open(descriptor, path, Files.O_RDONLY);
        if (answer < 0)
        {
            return false;
        }

        var text = stackalloc byte[Wanted];
        var file = (int)answer;
        var length = Files.Read(file, text, Wanted);
        Files.Close(file);
        return length > 0 && TryParse(text, (int)length, out status);
    }

    /// <summary>The children of this process, which has one thread; none where the kernel keeps no such lists.</summary>
    public ChildList ListOwnChildren() =>
        new((int)Files.Open(descriptor, "thread-self/children"u8.Pointer, Files.O_RDONLY));

    /// <summary>Notes every process with its parent.</summary>
    [SkipLocalsInit]
    public void Scan(ChildTable table)
    {
        var buffer = stackalloc byte[ScanBufferSize];
        Files.Rewind(descriptor);
        var last = 0;
        while (true)
        {
            var length = Files.ReadDirectory(descriptor, buffer, ScanBufferSize);
            if (length <= 0)
            {
                return;
            }

            for (nint offset = 0; offset < length;)
            {
                var entry = (DirectoryEntry*)(buffer + offset);
                offset += entry->Length;
                // Processes are listed in ascending order, so none is noted twice.
                if (Digits.TryParse((byte*)entry + DirectoryEntry.NameOffset, out var pid)
                    && pid > last
                    && TryRead(pid, out var status))
                {
                    last = pid;
                    table.Add(pid, status.Parent);
                }
            }
        }
    }

    // Another namespace's /proc would show other numbers for the same processes.
    private Outcome CheckNamespace()
    {
        var target = stackalloc byte[Digits.BufferSize];
        var length = Files.ReadLink(descriptor, "self"u8.Pointer, target, Digits.BufferSize - 1);
        if (length < 0)
        {
            return Outcome.Of(FailedCall.OpenProc, length);
        }

        target[length] = 0;
        return Digits.TryParse(target, out var self) && self == Processes.Id()
            ? Outcome.Success
            : Outcome.Failure(FailedCall.OpenProc, Errno.EXDEV);
    }

    // "pid (name) state parent …", where the name may hold anything, parentheses too.
    private static bool TryParse(byte* text, int length, out ProcessStatus status)
    {
        status = default;
        var i = length - 1;
        while (i >= 0 && text[i] != ')')
        {
            i--;
        }

        const int ParentOffset = 4;
        var start = i + ParentOffset;
        var end = start;
        while (end < length && text[end] != ' ')
        {
            end++;
        }

        if (i < 0 || end >= length)
        {
            return false;
        }

        text[end] = 0;
        var isNumber = Digits.TryParse(text + start, out var parent);
        status = new ProcessStatus(parent, text[start - 2]);
        return isNumber;
    }
}
