namespace Sandbox.Launching;

/// <summary>What sandbox-spawn is asked to start. Also compiled into it.</summary>
internal unsafe struct SpawnRequest
{
    /// <summary>The open file to execute.</summary>
    public int File;

    /// <summary>How many moves there are.</summary>
    public int MoveCount;

    /// <summary>A path of the file, ended by a zero, for where execveat(2) is refused.</summary>
    public byte* Path;

    /// <summary>Its arguments, with the name it goes by first, ended by null.</summary>
    public byte** Arguments;

    /// <summary>Its environment, ended by null.</summary>
    public byte** Environment;

    /// <summary>What it does with its descriptors, in order.</summary>
    public DescriptorMove* Moves;

    /// <summary>Set by the process when it cannot execute the file: a negated errno.</summary>
    public int Failure;
}
