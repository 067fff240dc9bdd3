namespace Sandbox.Launching;

/// <summary>Takes what a command writes.</summary>
internal interface IOutputSink
{
    /// <summary>What was kept for the result.</summary>
    ReadOnlyMemory<byte> Kept { get; }

    /// <summary>Takes the next bytes.</summary>
    /// <returns>False when nobody will read them, nor any that follow.</returns>
    ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> bytes);

    /// <summary>Nothing more comes.</summary>
    ValueTask CompleteAsync();
}
