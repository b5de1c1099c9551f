import Diagnostics

extension FileLibrary {
  /// A file as text.
  struct TextFile {
    let file: SourceFile
    /// Without one final line break.
    let text: String
    /// Whether there is anything but white space.
    let hasText: Bool
  }

  /// The text of a file, which has to be UTF-8.
  func text(at path: ProjectPath) -> Result<TextFile, SourceProblem> {
    if let known = texts[path] { return known }
    let result = file(at: path).flatMap { file in
      checkForSecrets(file, at: path)
      return Self.text(of: file, in: 0..<file.text.count).map { text in
        let isBlank = file.text.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
        return .success(TextFile(file: file, text: text, hasText: !isBlank))
      } ?? .failure(.notUTF8(line: Self.firstInvalidLine(of: file)))
    }
    texts[path] = result
    return result
  }

  /// The text of a part of a file without one final line break; nil when it is not UTF-8.
  static func text(of file: SourceFile, in range: Range<Int>) -> String? {
    var end = range.upperBound
    if end > range.lowerBound, file.text[end - 1] == UInt8(ascii: "\n") {
      end -= 1
      if end > range.lowerBound, file.text[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    }
    return String(validating: file.text[range.lowerBound..<end], as: UTF8.self)
  }

  /// The number of the first line that is not UTF-8, from 1.
  static func firstInvalidLine(of file: SourceFile) -> Int {
    let line = file.lineStarts.indices.first { index in
      String(validating: file.text[file.range(ofLine: index)], as: UTF8.self) == nil
    }
    return (line ?? 0) + 1
  }

  /// Tells what is wrong with a file that a value names, at that value.
  func report(_ problem: SourceProblem, of inclusion: Inclusion, to findings: Findings) {
    report(
      problem, of: inclusion.path, written: inclusion.written, at: inclusion.span, to: findings)
  }

  /// Tells what is wrong with the file at a path, at the place that names it as it is `written`.
  func report(
    _ problem: SourceProblem, of file: ProjectPath, written path: String, at span: SourceSpan,
    to findings: Findings
  ) {
    switch problem {
    case .missing:
      MissingFile.report(path, similar: names(beside: file), at: span, to: findings)
    case .isFolder: UnreadableFile.reportFolder(path, at: span, to: findings)
    case .outsideRoot: OutsideRoot.report(path, at: span, to: findings)
    case .tooLarge(let limit):
      UnreadableFile.reportSize(path, limit: limit, at: span, to: findings)
    case .unreadable(let reason):
      UnreadableFile.report(path, reason: reason, at: span, to: findings)
    case .notUTF8(let line):
      UnreadableFile.reportEncoding(path, line: line, at: span, to: findings)
    }
  }

  private func names(beside path: ProjectPath) -> [String] {
    do throws(SourceProblem) {
      return try files(directlyIn: path.folder).map(\.name)
    } catch {
      // A folder that is missing too has no names to suggest.
      return []
    }
  }
}
