namespace Internal.Runtime.CompilerHelpers;

/// <summary>
/// Where ilc sends arithmetic and indexing that failed. Only checks that the code itself asked for are here: ilc also
/// calls members of this class to stand in for code it could not compile, and their absence makes that an error of the
/// build.
/// </summary>
internal static class ThrowHelpers
{
    /// <summary><c>checked</c> arithmetic or a checked conversion.</summary>
    internal static void ThrowOverflowException() => FailFast.Exit();

    /// <summary>A constant array indexed out of its bounds.</summary>
    internal static void ThrowIndexOutOfRangeException() => FailFast.Exit();

    /// <summary>A zero divisor, on architectures whose divide instruction does not trap.</summary>
    internal static void ThrowDivideByZeroException() => FailFast.Exit();
}
