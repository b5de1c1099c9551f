#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The streams of the process, as whoever started it sees them.
package enum StandardStreams {
  /// A reader that goes away (`asst apply | head`) must not end an apply half-way: writing to it then
  /// fails instead of raising SIGPIPE.
  package static func outliveTheirReaders() {
    signal(SIGPIPE, SIG_IGN)
    // A stream that was closed (`>&-`) would lend its number to the next file or socket, which would
    // then get the plan written into it.
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
    where fcntl(descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", O_RDWR)
    }
  }
}
