namespace Sandbox.Conformance;

/// <summary>Makes the back-end under test. One class for each back-end, with a constructor without parameters.</summary>
public interface IBackendSource
{
    /// <summary>Makes the back-end; called once in a run of the tests.</summary>
    ISandboxBackend Create();
}
