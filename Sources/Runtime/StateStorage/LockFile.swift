package import ResourceModel
import OrderedCollections

/// The lock file of one target, as it was read: the recorded state, and what else the file holds.
///
/// It is a cache and a baseline, never the only truth; markers on the objects carry the same.
package struct LockFile: Sendable {
  package let path: String
  /// What the file records; nil when there is no file yet.
  package let recorded: RecordedState?
  private let document: JSONObject
  private let bytes: [UInt8]

  /// `asst.TARGET.lock.json`.
  package static func name(target: String) -> String { "asst.\(target).lock.json" }

  /// Reads the file. A missing one is no error; one that cannot be used is.
  package static func open(
    at path: String, project: String, target: String,
    catalogue: ResourceCatalogue = .standard
  ) throws(LockFileError) -> LockFile {
    let bytes: [UInt8]
    do throws(FileError) {
      guard let found = try AtomicFile.read(path) else {
        return LockFile(path: path, recorded: nil, document: [:], bytes: [])
      }
      bytes = found
    } catch {
      throw .unreadable(path: path, reason: error.reason)
    }
    let (document, state) = try LockFileDecoder(path: path, catalogue: catalogue).decode(bytes)
    guard state.project == project else {
      throw .otherProject(path: path, found: state.project, expected: project)
    }
    guard state.target == target else {
      throw .otherTarget(path: path, found: state.target, expected: target)
    }
    return LockFile(path: path, recorded: state, document: document, bytes: bytes)
  }

  /// Refuses a file whose IDs belong to another place than the one that is asked.
  package func checkOrigin(_ origin: Origin) throws(LockFileError) {
    guard let recorded, recorded.origin != origin else { return }
    throw .otherOrigin(
      path: path, found: Self.words(recorded.origin), expected: Self.words(origin))
  }

  /// Replaces the file in one step, with the next serial. A file that would say the same is left
  /// alone. Returns the file as it now is.
  @discardableResult
  package func write(_ state: RecordedState) throws(LockFileError) -> LockFile {
    var next = state
    next.serial = recorded?.serial ?? 0
    if LockFileFormat.encode(next, over: document) == bytes { return self }
    next.serial += 1
    let text = LockFileFormat.encode(next, over: document)
    do throws(FileError) {
      try AtomicFile.replace(path, with: text)
    } catch {
      throw .unwritable(path: path, reason: error.reason)
    }
    let document = (try? JSONParser.parse(text))?.object ?? document
    return LockFile(path: path, recorded: next, document: document, bytes: text)
  }

  private static func words(_ origin: Origin) -> String {
    origin.organization.map { "\(origin.baseURL) (\($0))" } ?? origin.baseURL
  }
}
