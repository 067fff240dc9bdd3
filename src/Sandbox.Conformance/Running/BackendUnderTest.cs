namespace Sandbox.Conformance;

/// <summary>The back-end a source makes, made and probed once for all fixtures.</summary>
/// <typeparam name="TSource">The source.</typeparam>
internal static class BackendUnderTest<TSource>
    where TSource : IBackendSource, new()
{
    private static readonly Lazy<ISandboxBackend> Made = new(() => new TSource().Create());

    private static readonly Lazy<Task<SandboxBackendReport>> Probed =
        new(() => Made.Value.ProbeAsync(CancellationToken.None));

    public static ISandboxBackend Backend => Made.Value;

    public static Task<SandboxBackendReport> ProbeAsync() => Probed.Value;
}
