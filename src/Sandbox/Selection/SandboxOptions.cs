namespace Sandbox;

/// <summary>How a back-end is chosen. Binds from the configuration section <see cref="SectionName"/>.</summary>
public sealed class SandboxOptions
{
    /// <summary>The configuration section's usual name.</summary>
    public const string SectionName = "Sandbox";

    /// <summary>The value of <see cref="Backend"/> that leaves the choice to the machine.</summary>
    public const string Auto = "auto";

    /// <summary>
    /// A back-end's name, or <see cref="Auto"/>: the first of <see cref="Order"/> that can hold the spec and that
    /// this machine lets set up a sandbox. <c>-</c> and <c>_</c> are alike, and so are upper and lower case.
    /// </summary>
    public string Backend { get; set; } = Auto;

    /// <summary>
    /// The names <see cref="Auto"/> tries, best first; null or empty: namespaces, bwrap, chroot. A name whose back-end
    /// is not registered is passed over, and registered back-ends that are not listed come after those that are.
    /// </summary>
    /// <remarks>Null by default, because configuration binding adds to a list that is already there.</remarks>
    public IList<string>? Order { get; set; }

    /// <summary>
    /// Whether what no back-end can hold is dropped, with a warning each, instead of refused; for specs whose
    /// <see cref="SandboxSpec.AllowDegraded"/> says nothing. Default: false.
    /// </summary>
    public bool AllowDegraded { get; set; }

    /// <summary>The order where <see cref="Order"/> says nothing.</summary>
    internal static IReadOnlyList<string> DefaultOrder { get; } = ["namespaces", "bwrap", "chroot"];
}
