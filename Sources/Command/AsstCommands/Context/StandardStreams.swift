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
  package static func outliveTheirReaders() { signal(SIGPIPE, SIG_IGN) }
}
