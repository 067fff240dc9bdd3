namespace Sandbox.Launching;

/// <summary>Takes what a command writes.</summary>
internal interface IOutputSink
{
    /// <summary>What was kept for the result.</summary>
    ReadOnlyMemory<byte> Kept { get; }

    /// <summary>Takes the next bytes.</summary>
    ValueTask WriteAsync(ReadOnlyMemory<byte> bytes);

    /// <summary>Nothing more comes.</summary>
    ValueTask CompleteAsync();
}
