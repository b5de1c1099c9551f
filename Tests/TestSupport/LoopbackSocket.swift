#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A TCP socket on 127.0.0.1. Reading and writing block the thread.
struct LoopbackSocket: Sendable, Hashable {
  let descriptor: Int32

  struct Failure: Error {
    let call: String
    let code: Int32
  }

  /// A listening socket on a port that was free.
  static func listening() throws -> (socket: Self, port: Int) {
    #if canImport(Glibc)
      let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      let descriptor = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    guard descriptor >= 0 else { throw Failure(call: "socket", code: errno) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let result = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        bind(descriptor, generic, length) == 0 && listen(descriptor, 128) == 0
          && getsockname(descriptor, generic, &length) == 0
      }
    }
    guard result else { throw Failure(call: "bind", code: errno) }
    return (Self(descriptor: descriptor), Int(UInt16(bigEndian: address.sin_port)))
  }

  /// The next connection; nil once the socket is shut down.
  func accepted() -> Self? {
    let connection = accept(descriptor, nil, nil)
    guard connection >= 0 else { return nil }
    var on: Int32 = 1
    setsockopt(
      connection, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    return Self(descriptor: connection)
  }

  /// What has come, at most 64 KB; nil at the end of the connection.
  func read() -> [UInt8]? {
    let bytes = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
      count = max(0, recv(descriptor, buffer.baseAddress, buffer.count, 0))
    }
    return bytes.isEmpty ? nil : bytes
  }

  /// False when the other side is gone.
  func write(_ bytes: [UInt8]) -> Bool {
    #if canImport(Darwin)
      let flags: Int32 = 0
    #else
      let flags = Int32(MSG_NOSIGNAL)
    #endif
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, flags) }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// Ends blocking calls on it in other threads; the descriptor stays taken until `close`.
  func shutDown() { _ = shutdown(descriptor, Int32(SHUT_RDWR)) }

  /// The other side sees the end of the connection, and may still be read from.
  func endWriting() { _ = shutdown(descriptor, Int32(SHUT_WR)) }

  /// Waits for the connection's end without reading from it.
  func awaitEnd() {
    var end = pollfd(fd: descriptor, events: 0, revents: 0)
    while poll(&end, 1, -1) < 0, errno == EINTR {}
  }

  func closeNow() { close(descriptor) }
}
