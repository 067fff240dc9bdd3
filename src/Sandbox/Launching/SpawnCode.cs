using Sandbox.Linux;

namespace Sandbox.Launching;

/// <summary>
/// The machine code that starts a process (src/Sandbox.Spawn), mapped once for this one. What the C library has for this,
/// posix_spawn(3), asks for every signal and goes through /proc for an open file, and takes twice as long.
/// </summary>
internal sealed unsafe class SpawnCode
{
    private static readonly MadeOnce<SpawnCode> s_instance = new(Map);

    private readonly delegate* unmanaged<SpawnRequest*, int> _entry;

    private SpawnCode(void* start) => _entry = (delegate* unmanaged<SpawnRequest*, int>)start;

    /// <exception cref="SandboxSetupException">The machine lets no file of ours be executed.</exception>
    public static SpawnCode Instance => s_instance.Value;

    /// <summary>Starts what is asked for; returns when it is executed or cannot be.</summary>
    /// <returns>The process; or a negated errno.</returns>
    public int Start(SpawnRequest* request) => _entry(request);

    private static SpawnCode Map()
    {
        using var file = EmbeddedCode.Open("sandbox-spawn", out var length);
        var start = LibC.mmap(null, (nuint)length, LibC.PROT_READ | LibC.PROT_EXEC, LibC.MAP_PRIVATE, file.Number, 0);
        return start == LibC.MAP_FAILED
            ? throw SystemError.Last("map the code that starts sandbox-init (mmap)")
            : new SpawnCode(start);
    }
}
