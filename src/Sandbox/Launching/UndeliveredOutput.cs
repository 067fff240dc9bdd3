namespace Sandbox.Launching;

/// <summary>An output whose destination failed.</summary>
/// <param name="Path">What the command wrote to, inside: a named pipe, /dev/stdout or /dev/stderr.</param>
/// <param name="Failure">Why it could not be passed on.</param>
internal readonly record struct UndeliveredOutput(string Path, Exception Failure);
