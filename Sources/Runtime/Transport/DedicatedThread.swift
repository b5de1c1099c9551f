#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A thread that runs one function to its end. It takes no signals, so that SIGINT goes to the main
/// thread and a connection that breaks under TLS raises no SIGPIPE.
struct DedicatedThread: Sendable {
  private let identity: ThreadIdentity

  init(running body: @escaping @Sendable () -> Void) {
    let context = Unmanaged.passRetained(Body(run: body)).toOpaque()
    #if canImport(Darwin)
      var thread: pthread_t?
      let result = pthread_create(&thread, nil, { Self.main($0) }, context)
      guard result == 0, let thread else { fatalError("no thread can be started: \(result)") }
    #else
      var thread = pthread_t()
      let result = pthread_create(&thread, nil, { Self.main($0) }, context)
      guard result == 0 else { fatalError("no thread can be started: \(result)") }
    #endif
    identity = ThreadIdentity(thread)
  }

  /// Waits for the end of the thread. Either this or `detach` must be called, and only once.
  func join() { pthread_join(identity.thread, nil) }

  /// Lets the thread end on its own.
  func detach() { pthread_detach(identity.thread) }

  private static func main(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context else { return nil }
    var everySignal = sigset_t()
    sigfillset(&everySignal)
    pthread_sigmask(SIG_BLOCK, &everySignal, nil)
    Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
    return nil
  }

  private final class Body: Sendable {
    let run: @Sendable () -> Void
    init(run: @escaping @Sendable () -> Void) { self.run = run }
  }
}

/// Tells threads apart while they live.
///
/// `@unchecked Sendable`: a `pthread_t` is made to be passed between threads. On Darwin it is
/// spelled as a pointer, which hides that from the compiler.
struct ThreadIdentity: Equatable, @unchecked Sendable {
  let thread: pthread_t

  init(_ thread: pthread_t) {
    self.thread = thread
  }

  static var current: Self { Self(pthread_self()) }

  static func == (left: Self, right: Self) -> Bool {
    pthread_equal(left.thread, right.thread) != 0
  }
}
