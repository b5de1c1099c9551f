/// The form of an upload, once all of it has come.
package struct UploadForm: Sendable {
  struct File: Sendable {
    let name: String
    let bytes: StoredBytes
  }

  /// What is wrong with it.
  enum Problem: Sendable, Equatable {
    case noForm
    case malformed(MultipartParser.Mistake)
    case fieldTooLong(String)
    case fileTooLarge
    case notWritten
  }

  var fields: [String: String] = [:]
  var file: File?
  var problem: Problem?

  /// Names and values as one text, for faults that look for a text in a body.
  var text: String {
    (fields.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" } + [file?.name ?? ""])
      .joined(separator: "\n")
  }
}

/// Receives the form of an upload piece by piece; the file goes to the disk as it comes.
package struct UploadReceiver: ~Copyable {
  /// 512 MB a file.
  static let largestFile = 512 * 1024 * 1024
  private static let longestField = 64 * 1024

  private enum Part {
    case field(String, [UInt8])
    case file(String)
    case ignored
  }

  private var parser: MultipartParser?
  private var form = UploadForm()
  private var part = Part.ignored
  private var writer: BytesWriter
  private let largestFile: Int

  /// Bytes go to the folder; without one to memory, or to files without a name.
  package init(contentType: String, folder: String?) {
    self.init(contentType: contentType, folder: folder, largestFile: Self.largestFile)
  }

  init(contentType: String, folder: String?, largestFile: Int) {
    parser = Self.boundary(in: contentType).map { MultipartParser(boundary: $0) }
    writer = BytesWriter(folder: folder)
    self.largestFile = largestFile
    if parser == nil { form.problem = .noForm }
  }

  package mutating func receive(_ piece: [UInt8]) {
    guard form.problem == nil else { return }
    do throws(MultipartParser.Mistake) {
      for event in try parser?.feed(piece) ?? [] { take(event) }
    } catch {
      form.problem = .malformed(error)
    }
  }

  package consuming func finish() -> UploadForm {
    if form.problem == nil {
      do throws(MultipartParser.Mistake) { try parser?.finish() } catch {
        form.problem = .malformed(error)
      }
    }
    return form
  }

  private mutating func take(_ event: MultipartParser.Event) {
    switch event {
    case .part(let head):
      let disposition = ContentDisposition(head: head)
      switch (disposition.name, disposition.filename) {
      case ("file", let filename?): part = form.file == nil ? .file(filename) : .ignored
      case (let name?, nil): part = .field(name, [])
      default: part = .ignored
      }
    case .bytes(let bytes): take(bytes)
    case .partEnded: endPart()
    }
  }

  private mutating func take(_ bytes: [UInt8]) {
    switch part {
    case .field(let name, let value):
      if value.count + bytes.count > Self.longestField { form.problem = .fieldTooLong(name) }
      part = .field(name, value + bytes)
    case .file:
      if writer.count + bytes.count > largestFile {
        form.problem = .fileTooLarge
      } else {
        writer.write(bytes)
      }
    case .ignored: break
    }
  }

  private mutating func endPart() {
    switch part {
    case .field(let name, let value):
      form.fields[name] = String(decoding: value, as: UTF8.self)
    case .file(let name):
      if let bytes = writer.finish() {
        form.file = UploadForm.File(name: name, bytes: bytes)
      } else {
        form.problem = .notWritten
      }
    case .ignored: break
    }
    part = .ignored
  }

  private static func boundary(in contentType: String) -> String? {
    let parts = contentType.split(separator: ";").map { part in
      String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
    guard parts.first?.lowercased() == "multipart/form-data" else { return nil }
    for part in parts.dropFirst() where part.lowercased().hasPrefix("boundary=") {
      let text = part.dropFirst("boundary=".count)
      let isQuoted = text.count > 1 && text.first == "\"" && text.last == "\""
      let boundary = isQuoted ? text.dropFirst().dropLast() : text
      return (1...70).contains(boundary.utf8.count) ? String(boundary) : nil
    }
    return nil
  }
}
