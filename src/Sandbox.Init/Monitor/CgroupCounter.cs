using System;
using Sandbox.Init.Linux;

namespace Sandbox.Init.Monitor;

/// <summary>How often something happened in a control group since it was opened, by a file of events (cgroups(7)).</summary>
internal readonly unsafe struct CgroupCounter
{
    private readonly int file;
    private readonly ulong before;

    private CgroupCounter(int file, ulong before)
    {
        this.file = file;
        this.before = before;
    }

    /// <param name="file">The open file, or -1: then nothing ever happens.</param>
    /// <param name="key">What is counted, with its blank.</param>
    public static CgroupCounter Start(int file, ReadOnlySpan<byte> key) => new(file, StatisticsFile.Find(file, key));

    /// <summary>Whether it has happened. Reading makes the next change show in a poll.</summary>
    public bool HasRisen(ReadOnlySpan<byte> key) => StatisticsFile.Find(file, key) > before;
}
