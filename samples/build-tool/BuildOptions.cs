namespace BuildTool;

/// <summary>The settings of the section <c>Build</c>.</summary>
internal sealed class BuildOptions
{
    /// <summary>How many actions run at the same time; 0: one for each processor.</summary>
    public int Jobs { get; set; }

    /// <summary>How many sandboxes are kept ready for actions to come; 0: each is made for its action.</summary>
    public int Pool { get; set; }

    /// <summary><see cref="Jobs"/> as a number of actions.</summary>
    public int Parallelism => Jobs > 0 ? Jobs : Environment.ProcessorCount;
}
