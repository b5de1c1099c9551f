import Diagnostics
import OrderedCollections
import ResourceModel

/// Files as a host would take them: whatever it would refuse is told before anything is sent.
///
/// A mistake that many files of one entry share is told once, with the first of them.
struct FileChecks {
  /// What a host refuses of a file.
  private enum Offence: Hashable {
    case tooLarge
    case empty
    case unsupported(ending: String?)
    case noText(ending: String)
  }

  private struct Place: Hashable {
    let entry: Int
    let offence: Offence
  }

  let shape: FileListShape
  let library: FileLibrary
  let findings: Findings
  private var offenders: OrderedDictionary<Place, OffendingFiles> = [:]

  init(_ shape: FileListShape, _ library: FileLibrary, _ findings: Findings) {
    self.shape = shape
    self.library = library
    self.findings = findings
  }

  /// Reads what is to be known of the files. One that cannot be read is left out, and was reported.
  mutating func files(
    of matches: [FileExpansion.Match], chunking: JSONValue?
  ) -> [DesiredFile] {
    var settings: [Int: AttachmentSettings] = [:]
    let files = matches.compactMap { match -> DesiredFile? in
      guard let fingerprint = fingerprint(of: match) else { return nil }
      let name = match.entry.name ?? DesiredFile.name(of: match.path)
      check(match, name: name, fingerprint)
      let file = DesiredFile(
        path: match.path, name: name, size: fingerprint.size, content: fingerprint.content,
        attributes: match.entry.attributes,
        chunking: (match.entry.chunking ?? chunking).map(completed),
        settings: settings[match.index], span: match.entry.span)
      settings[match.index] = file.settings
      return file
    }
    for (place, offenders) in offenders { report(place.offence, offenders) }
    SameFileName.check(files, to: findings)
    return files
  }

  private mutating func fingerprint(of match: FileExpansion.Match) -> FileFingerprint? {
    if match.entry.name == nil, let span = match.entry.span,
      !InvalidFileName.check(
        DesiredFile.name(of: match.path), of: match.path, at: span, to: findings)
    {
      return nil
    }
    switch library.fingerprint(of: match.path, limit: shape.maximumSize) {
    case .success(let fingerprint): return fingerprint
    case .failure(.tooLarge): note(.tooLarge, match)
    case .failure(let problem): report(problem, of: match)
    }
    return nil
  }

  private mutating func check(
    _ match: FileExpansion.Match, name: String, _ fingerprint: FileFingerprint
  ) {
    if fingerprint.size == 0 { note(.empty, match) }
    guard let types = shape.types else { return }
    let ending = FileTypes.ending(of: name)
    guard let ending, types.contains(ending) else {
      note(.unsupported(ending: ending), match)
      return
    }
    if types.text.contains(ending), !fingerprint.isText { note(.noText(ending: ending), match) }
  }

  private mutating func note(_ offence: Offence, _ match: FileExpansion.Match) {
    let place = Place(entry: match.index, offence: offence)
    if offenders[place] == nil {
      offenders[place] = OffendingFiles(first: match.path, count: 1, span: match.entry.span)
    } else {
      offenders[place]?.count += 1
    }
  }

  private func report(_ offence: Offence, _ files: OffendingFiles) {
    switch offence {
    case .tooLarge: FileTooLarge.report(files, limit: shape.maximumSize, to: findings)
    case .empty: EmptyFile.report(files, to: findings)
    case .unsupported(let ending):
      guard let types = shape.types else { return }
      UnsupportedFileType.report(
        files, ending: ending, types, canExclude: shape.chunking != nil, to: findings)
    case .noText(let ending): NoText.report(files, ending: ending, to: findings)
    }
  }

  private func report(_ problem: SourceProblem, of match: FileExpansion.Match) {
    guard let span = match.entry.span else { return }
    switch problem {
    case .missing where !match.isNamed:
      UnreadableFile.report(
        match.path, reason: "it vanished, or is a link to nothing", at: span, to: findings)
    case .isFolder: UnreadableFile.reportFolderOfFiles(match.path, at: span, to: findings)
    default:
      let path = ProjectPath(source: match.path)
      library.report(problem, of: path, written: match.path, at: span, to: findings)
    }
  }

  /// Both numbers, since hosts take them together only.
  private func completed(_ chunking: JSONValue) -> JSONValue {
    guard let fields = shape.chunking?.fields else { return chunking }
    var whole = JSONObject()
    for field in fields {
      whole[field.name] = chunking[field.name] ?? field.defaults.first
    }
    return .object(whole)
  }
}

/// Files of one entry with one mistake.
struct OffendingFiles {
  let first: String
  var count: Int
  let span: SourceSpan?

  var isOne: Bool { count == 1 }

  /// As a sentence begins with them.
  var words: String {
    switch count {
    case 1: "`\(first)`"
    case 2: "`\(first)` and one more file"
    default: "`\(first)` and \(count - 1) more files"
    }
  }
}
