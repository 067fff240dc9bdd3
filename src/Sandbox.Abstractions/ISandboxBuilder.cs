namespace Sandbox;

/// <summary>Adds back-ends to the sandbox services being registered; made by <c>AddSandbox</c>.</summary>
public interface ISandboxBuilder
{
    /// <summary>Registers a back-end under its name, once; registering a name again changes nothing.</summary>
    /// <param name="name">The back-end's <see cref="ISandboxBackend.Name"/>.</param>
    /// <param name="factory">Makes the back-end; called once, when it is first needed.</param>
    ISandboxBuilder AddBackend(string name, Func<IServiceProvider, ISandboxBackend> factory);
}
