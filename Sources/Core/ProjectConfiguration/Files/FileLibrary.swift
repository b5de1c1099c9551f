import Diagnostics
import YAMLSyntax

/// The files of one load: each is read and parsed once, however many resources name it.
///
/// A class because it is a cache that all decoders of a load share.
final class FileLibrary {
  /// What a file that a value names may hold: several times the longest text that the API takes.
  static let largestIncluded = 1 << 20
  /// What a file of resources may hold: tens of thousands of assistants.
  static let largestConfiguration = 64 << 20

  /// A parsed file; no root when it is empty or could not be parsed, which was reported.
  struct Document {
    let file: SourceFile
    let root: YAMLNode?
    let hasErrors: Bool
  }

  let sources: any ConfigurationSources
  private let displayPrefix: String
  private let findings: Findings
  private var files: [ProjectPath: Result<SourceFile, SourceProblem>] = [:]
  private var documents: [ProjectPath: Document] = [:]
  var texts: [ProjectPath: Result<TextFile, SourceProblem>] = [:]
  /// What was found out about files that are named and not read, by path.
  var fingerprints: [String: Result<FileFingerprint, SourceProblem>] = [:]
  /// The files of folders, in order: each folder is listed once in each way.
  var listings: [Listing: Result<[String], SourceProblem>] = [:]

  /// How far above the configuration folder files may stand: what `root:` of the manifest says.
  var rootRise = 0
  /// The files that were read, as messages name them, in the order in which they were read.
  private(set) var displayPaths: [String] = []

  init(sources: any ConfigurationSources, displayPrefix: String, findings: Findings) {
    self.sources = sources
    self.displayPrefix = displayPrefix
    self.findings = findings
  }

  func displayPath(_ path: ProjectPath) -> String { displayPrefix + path.description }

  /// The folder that everything has to stand in.
  var root: ProjectPath { ProjectPath(rise: rootRise, components: []) }

  func isInsideRoot(_ path: ProjectPath) -> Bool { path.rise <= rootRise }

  func files(directlyIn folder: ProjectPath) throws(SourceProblem) -> [ProjectPath] {
    try sources.files(directlyIn: folder.description).map(ProjectPath.init(source:))
  }

  func files(below folder: ProjectPath) throws(SourceProblem) -> [ProjectPath] {
    try sources.files(below: folder.description, inside: root.description)
      .map(ProjectPath.init(source:))
  }

  /// The file's text, without a byte order mark; whether it is UTF-8 is for its reader to say.
  func file(
    at path: ProjectPath, limit: Int = largestIncluded
  ) -> Result<SourceFile, SourceProblem> {
    if let known = files[path] { return known }
    let result = read(path, limit: limit)
    files[path] = result
    return result
  }

  /// The file as YAML. Mistakes of syntax are reported here, once.
  func document(
    at path: ProjectPath, limit: Int = largestIncluded
  ) -> Result<Document, SourceProblem> {
    if let known = documents[path] { return .success(known) }
    return file(at: path, limit: limit).map { file in
      checkForSecrets(file, at: path)
      let (root, diagnostics) = YAMLParser.parse(file)
      findings.report(diagnostics)
      let document = Document(file: file, root: root, hasErrors: diagnostics.hasErrors)
      documents[path] = document
      return document
    }
  }

  /// To be called for each file that is part of the project.
  func checkForSecrets(_ file: SourceFile, at path: ProjectPath) {
    SecretScan.check(
      file, isManifest: path == ProjectPath(source: Manifest.fileName), to: findings)
  }

  private func read(_ path: ProjectPath, limit: Int) -> Result<SourceFile, SourceProblem> {
    guard isInsideRoot(path) else { return .failure(.outsideRoot) }
    do throws(SourceProblem) {
      var bytes = try sources.read(path.description, inside: root.description, limit: limit)
      if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
      if path.name.hasSuffix(".json") { bytes = SurrogatePairs.joined(in: bytes) }
      displayPaths.append(displayPath(path))
      return .success(SourceFile(path: displayPath(path), text: bytes))
    } catch {
      return .failure(error)
    }
  }
}
