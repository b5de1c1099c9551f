#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// How files become searchable: when, and which do not.
struct IndexingRules {
  /// What file search reads, by the documentation of the real server.
  private static let supported: Set<String> = [
    "c", "cpp", "cs", "css", "doc", "docx", "go", "html", "java", "js", "json", "md", "pdf", "php",
    "pptx", "py", "rb", "sh", "tex", "ts", "txt",
  ]

  /// When the indexing ends that begins now, in milliseconds since 1970.
  let end: Int
  /// Files whose names are of one of these shell patterns fail.
  let failing: [String]
  let vault: FileVault

  /// What indexing a file comes to.
  func outcome(_ file: StoredFile, _ chunking: ChunkingStrategy) -> StoreFile.Outcome {
    if failing.contains(where: { fnmatch($0, file.name, 0) == 0 }) {
      return .failed(code: "server_error", message: "An internal error occurred.")
    }
    if format(of: file.name) == nil {
      return .failed(code: "unsupported_file", message: "The file type is not supported.")
    }
    if file.size == 0 {
      return .failed(code: "invalid_file", message: "The file is empty.")
    }
    if file.size > FileText.largest {
      return .failed(
        code: "invalid_file",
        message: "The file is too large: it holds more tokens than can be indexed.")
    }
    guard let text = text(of: file) else {
      return .failed(
        code: "invalid_file",
        message: "The file could not be parsed: it is no text of a known encoding.")
    }
    let chunks = TextChunks.cut(text, chunking)
    return .completed(bytes: chunks.reduce(0) { $0 + $1.utf8.count })
  }

  /// The words of a file; nil when it cannot be read.
  func text(of file: StoredFile?) -> String? {
    guard let file, let format = format(of: file.name), let bytes = vault.bytes(of: file.id) else {
      return nil
    }
    return FileText.text(of: bytes, format)
  }

  /// The extension in lower case; nil when files of its kind are not read.
  private func format(of name: String) -> String? {
    guard let dot = name.lastIndex(of: ".") else { return nil }
    let format = name[name.index(after: dot)...].lowercased()
    return Self.supported.contains(format) ? format : nil
  }
}
