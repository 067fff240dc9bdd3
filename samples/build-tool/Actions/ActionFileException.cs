namespace BuildTool;

/// <summary>A list of actions cannot be read or makes no sense. Nothing was run.</summary>
/// <param name="file">The list.</param>
/// <param name="problem">What is wrong with it.</param>
/// <param name="innerException">The cause, or null.</param>
internal sealed class ActionFileException(string file, string problem, Exception? innerException = null)
    : Exception($"{file}: {problem}", innerException);
