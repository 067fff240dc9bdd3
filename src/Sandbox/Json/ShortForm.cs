namespace Sandbox.Json;

/// <summary>A value that is written as a short text or in full: exactly one of the two is there.</summary>
/// <typeparam name="T">The full form.</typeparam>
internal sealed record ShortForm<T>(string? Text, T? Full)
    where T : class;
