#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A stream that is written without a buffer, so that whoever reads sees each line at once.
enum StandardStream: Int32 {
  case output = 1
  case error = 2

  /// Lets writes to a pipe that nobody reads any more fail, instead of ending the process.
  static func outliveReaders() { signal(SIGPIPE, SIG_IGN) }

  /// What cannot be written, because nobody reads any more, is dropped.
  func write(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { posixWrite(rawValue, $0.baseAddress, $0.count) }
      if count <= 0 { return }
      bytes = bytes.dropFirst(count)
    }
  }
}

private func posixWrite(_ file: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
  write(file, start, count)
}
