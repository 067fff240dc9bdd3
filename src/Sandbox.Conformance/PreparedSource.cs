namespace Sandbox.Conformance;

/// <summary>
/// The same back-end, with every sandbox set up ahead of its command (<see cref="ISandboxBackend.PrepareAsync"/>): it must hold
/// the same.
/// </summary>
/// <typeparam name="TSource">Makes the back-end.</typeparam>
public sealed class PreparedSource<TSource> : IBackendSource
    where TSource : IBackendSource, new()
{
    /// <inheritdoc/>
    public ISandboxBackend Create() => new PreparingBackend(new TSource().Create());

    private sealed class PreparingBackend(ISandboxBackend backend) : ISandboxBackend
    {
        public string Name => backend.Name;

        public SandboxCapabilities Capabilities => backend.Capabilities;

        public ValueTask<SandboxBackendReport> OfferAsync(SandboxCapabilities asked, CancellationToken cancellationToken) =>
            backend.OfferAsync(asked, cancellationToken);

        public Task<SandboxBackendReport> ProbeAsync(CancellationToken cancellationToken) => backend.ProbeAsync(cancellationToken);

        public SandboxExplanation Explain(SandboxSpec spec) => backend.Explain(spec);

        public Task<IPreparedSandbox> PrepareAsync(SandboxSpec spec, CancellationToken cancellationToken) =>
            backend.PrepareAsync(spec, cancellationToken);

        public async Task<ISandboxProcess> StartAsync(SandboxSpec spec, CancellationToken cancellationToken)
        {
            await using var sandbox = await backend.PrepareAsync(spec, cancellationToken);
            return await sandbox.StartAsync(SandboxCommand.Of(spec), cancellationToken);
        }
    }
}
