using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Sandbox.Linux;

namespace Sandbox.Launching;

/// <summary>
/// The one thread that waits for all sandboxes of this process (epoll(7)): it has a socket look what has come. It lives as
/// long as the process, from the first sandbox on, and runs nobody's code but the engine's own.
/// </summary>
internal sealed unsafe class ControlWatch
{
    private const int MostAtOnce = 64;
    private const int StackSize = 256 * 1024;

    private static readonly MadeOnce<ControlWatch> s_instance = new(Start);

    private readonly ConcurrentDictionary<int, ControlSocket> _sockets = [];
    private readonly DescriptorHandle _queue;

    private ControlWatch(DescriptorHandle queue) => _queue = queue;

    /// <summary>Begins to watch a descriptor.</summary>
    /// <param name="descriptor">A socket's number.</param>
    /// <exception cref="SandboxSetupException">There is no descriptor or no memory left.</exception>
    public static void Add(int descriptor)
    {
        var wanted = new EpollEvent { Events = LibC.EPOLLIN | LibC.EPOLLET, Data = descriptor };
        if (LibC.epoll_ctl(s_instance.Value._queue.Number, LibC.EPOLL_CTL_ADD, descriptor, &wanted) < 0)
        {
            throw SystemError.Last("watch the socket of a sandbox (epoll_ctl)");
        }
    }

    /// <summary>
    /// From now on its socket is called whenever something comes; what came before, it has to look for itself. Until
    /// <see cref="Leave"/> this keeps it alive, and so whoever waits at it.
    /// </summary>
    public static void Expect(int descriptor, ControlSocket socket) => s_instance.Value._sockets[descriptor] = socket;

    /// <summary>Its socket is no longer called, and lives as long as others refer to it.</summary>
    public static void Leave(int descriptor) => s_instance.Value._sockets.TryRemove(descriptor, out _);

    /// <summary>Forgets a descriptor; before its number is given up, for another one will have it.</summary>
    public static void Remove(int descriptor)
    {
        Leave(descriptor);
        _ = LibC.epoll_ctl(s_instance.Value._queue.Number, LibC.EPOLL_CTL_DEL, descriptor, null);
    }

    private static ControlWatch Start()
    {
        var queue = new DescriptorHandle(LibC.epoll_create1(LibC.EPOLL_CLOEXEC));
        if (queue.IsInvalid)
        {
            throw SystemError.Last("make a queue of events (epoll_create1)");
        }

        var watch = new ControlWatch(queue);
        try
        {
            new Thread(watch.Run, StackSize) { IsBackground = true, Name = "sandbox watch" }.UnsafeStart();
            return watch;
        }
        catch (OutOfMemoryException exception)
        {
            // What the runtime says where a thread cannot be had for whatever reason; it takes descriptors, too.
            queue.Dispose();
            throw new SandboxSetupException(
                "could not start the thread that waits for sandboxes: there is no memory, descriptor or thread left",
                "raise the limit (ulimit -n, -u), or run fewer at once", exception);
        }
    }

    private void Run()
    {
        var events = stackalloc EpollEvent[MostAtOnce];
        while (true)
        {
            var count = LibC.epoll_wait(_queue.Number, events, MostAtOnce, -1);
            if (count < 0 && Marshal.GetLastPInvokeError() != Errno.EINTR)
            {
                // Nobody would learn of any sandbox's end again.
                Environment.FailFast($"sandboxes cannot be waited for: {SystemError.Last("wait for events (epoll_wait)").Message}");
            }

            for (var i = 0; i < count; i++)
            {
                // One that nobody waits at is not there; another may have its number meanwhile, and finds nothing.
                if (_sockets.TryGetValue((int)events[i].Data, out var socket))
                {
                    socket.LookWhatHasCome();
                }
            }
        }
    }
}
