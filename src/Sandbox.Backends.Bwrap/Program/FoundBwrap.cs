namespace Sandbox.Backends.Bwrap.Program;

/// <summary>What is known of a file that was found.</summary>
/// <param name="File">The file as it was.</param>
/// <param name="Program">What it says of itself; null where it is no bubblewrap.</param>
internal sealed record FoundBwrap(BwrapFile File, BwrapProgram? Program);
