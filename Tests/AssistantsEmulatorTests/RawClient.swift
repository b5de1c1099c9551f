import Dispatch
import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A client without manners: it shows what comes over the line, byte for byte, and how the line ends.
final class RawClient: Sendable {
  enum End { case closed, reset }

  private let descriptor: Int32
  private let isOpen = Mutex(true)

  init?(port: Int) {
    #if canImport(Glibc)
      descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      descriptor = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    if result != 0 { return nil }
  }

  deinit { leave() }

  /// Ends the connection, as the kernel does for a process that is killed.
  func leave() {
    isOpen.withLock {
      if $0 { close(descriptor) }
      $0 = false
    }
  }

  func send(_ method: String, _ path: String, _ body: String = "", keepingAlive: Bool = false) {
    let text =
      "\(method) /v1\(path) HTTP/1.1\r\nHost: localhost\r\nauthorization: Bearer k\r\n"
      + "openai-beta: assistants=v2\r\ncontent-length: \(body.utf8.count)\r\n"
      + (keepingAlive ? "" : "connection: close\r\n") + "\r\n\(body)"
    _ = Array(text.utf8).withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
  }

  /// Everything until the line ends. The server may need the threads of tasks, so it
  /// waits on a thread of its own.
  func rest() async -> (head: String, body: String, end: End) {
    await withCheckedContinuation { continuation in
      DispatchQueue(label: "RawClient").async { continuation.resume(returning: self.readAll()) }
    }
  }

  private func readAll() -> (head: String, body: String, end: End) {
    var bytes: [UInt8] = []
    var end = End.closed
    while true {
      var chunk = [UInt8](repeating: 0, count: 65_536)
      let count = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count < 0 { end = .reset }
      if count <= 0 { break }
      bytes += chunk[..<count]
    }
    let text = String(decoding: bytes, as: UTF8.self)
    let parts = text.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
    return (parts.first.map(String.init) ?? "", parts.count == 2 ? String(parts[1]) : "", end)
  }
}
