using System;
using Sandbox.Init.Linux;
using Sandbox.Init.Plan;
using Sandbox.Wire;

namespace Sandbox.HeadStart.Default;

/// <summary>
/// Writes a plan into memory, in the form of Wire/README.md. What does not fit is left out, and then there is no plan.
/// </summary>
internal unsafe struct PlanWriter
{
    private const uint MostSetupSteps = 96;
    private const uint MostCommandSteps = 8;

    private readonly byte* start;
    private readonly uint mostArguments;
    private readonly uint mostVariables;
    private readonly uint mostText;
    private uint textLength;
    private bool isOverfull;

    private PlanWriter(byte* start, uint arguments, uint variables, uint textOffset, uint mostText)
    {
        this = default;
        this.start = start;
        this.mostText = mostText;
        mostArguments = arguments;
        mostVariables = variables;
        *Header = new PlanHeader
        {
            Magic = PlanHeader.ExpectedMagic,
            Version = PlanHeader.ExpectedVersion,
            TextOffset = textOffset,
        };
        var position = (uint)sizeof(PlanHeader);
        Header->Setup = Reserve(ref position, MostSetupSteps, sizeof(StepRecord));
        Header->Command = Reserve(ref position, MostCommandSteps, sizeof(StepRecord));
        Header->Arguments = Reserve(ref position, arguments, sizeof(TextRef));
        Header->Environment = Reserve(ref position, variables, sizeof(TextRef));
        Header->Collect.Offset = position;
        Header->WrapperArguments.Offset = position;
    }

    /// <summary>The header, of which the writer sets all but what a plan is free to choose.</summary>
    public readonly PlanHeader* Header => (PlanHeader*)start;

    /// <param name="arguments">The most arguments.</param>
    /// <param name="variables">The most variables.</param>
    /// <param name="text">The most bytes of text, a NUL behind each counted.</param>
    /// <returns>False where there is no memory for it.</returns>
    public static bool TryOpen(uint arguments, uint variables, uint text, out PlanWriter writer)
    {
        var textOffset = (uint)(sizeof(PlanHeader) + (MostSetupSteps + MostCommandSteps) * sizeof(StepRecord)
            + (arguments + variables) * sizeof(TextRef));
        var memory = textOffset + (ulong)text > PlanHeader.MaxLength ? -1 : Memory.Allocate((nint)(textOffset + text));
        writer = memory < 0 ? default : new PlanWriter((byte*)memory, arguments, variables, textOffset, text);
        return memory >= 0;
    }

    public void AddSetup(StepRecord step) => Add(ref Header->Setup, MostSetupSteps, step);

    public void AddCommand(StepRecord step) => Add(ref Header->Command, MostCommandSteps, step);

    public void AddArgument(byte* text) => Add(ref Header->Arguments, mostArguments, text);

    public void AddVariable(byte* text) => Add(ref Header->Environment, mostVariables, text);

    public TextRef AddText(ReadOnlySpan<byte> text) => AddText(text.Pointer, text.Length);

    public TextRef AddText(byte* text) => AddText(text, Texts.LengthOf(text));

    /// <summary>Adds bytes, and a NUL behind them.</summary>
    public TextRef AddText(byte* text, int length)
    {
        if (textLength + (ulong)length + 1 > mostText)
        {
            isOverfull = true;
            return default;
        }

        var at = start + Header->TextOffset + textLength;
        for (var i = 0; i < length; i++)
        {
            at[i] = text[i];
        }

        var reference = new TextRef { Offset = textLength, Length = (uint)length };
        textLength += (uint)length + 1;
        return reference;
    }

    /// <returns>False where something did not fit.</returns>
    public readonly bool TryClose(out PlanView plan)
    {
        Header->TotalLength = Header->TextOffset + textLength;
        plan = new PlanView(start, Header->TotalLength);
        return !isOverfull;
    }

    private static Region Reserve(ref uint position, uint count, int size)
    {
        var region = new Region { Offset = position };
        position += count * (uint)size;
        return region;
    }

    private void Add(ref Region region, uint most, StepRecord step)
    {
        if (HasRoom(region, most))
        {
            ((StepRecord*)(start + region.Offset))[region.Count++] = step;
        }
    }

    private void Add(ref Region region, uint most, byte* text)
    {
        if (HasRoom(region, most))
        {
            ((TextRef*)(start + region.Offset))[region.Count++] = AddText(text);
        }
    }

    private bool HasRoom(Region region, uint most)
    {
        isOverfull |= region.Count == most;
        return region.Count < most;
    }
}
