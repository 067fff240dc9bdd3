namespace Sandbox.Json;

/// <summary>The JSON form of a <see cref="HostRoot"/>.</summary>
internal sealed record HostRootDocument : RootDocument;
