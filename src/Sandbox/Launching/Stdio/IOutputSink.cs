namespace Sandbox.Launching;

/// <summary>Takes what a command writes. Disposing it closes what it has opened; a stream of the caller stays open.</summary>
internal interface IOutputSink : IDisposable
{
    /// <summary>What was kept for the result.</summary>
    ReadOnlyMemory<byte> Kept { get; }

    /// <summary>Whether some of it is missing there.</summary>
    bool IsCut { get; }

    /// <summary>Takes the next bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="giveUp">Cancelled when waiting for whoever reads them is to end.</param>
    /// <returns>False when nobody will read them, nor any that follow.</returns>
    ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken giveUp);

    /// <summary>Nothing more comes.</summary>
    /// <param name="giveUp">Likewise.</param>
    ValueTask CompleteAsync(CancellationToken giveUp);
}
