import ProjectConfiguration

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Configuration files from the disk.
struct DiskSources: ConfigurationSources {
  /// The configuration folder, as the system takes it.
  let folder: String
  /// Called with the path of each file whose bytes are about to be read for its fingerprint.
  private let willHash: (String) -> Void
  private let boundary = RootBoundary()
  private let fingerprints: FingerprintCache

  /// - Parameter secondsAhead: what stands for the passing of time where nobody waits.
  init(
    folder: String, secondsAhead: Int = 0, willHash: @escaping (String) -> Void = { _ in }
  ) {
    self.folder = folder
    self.willHash = willHash
    fingerprints = FingerprintCache(folder: "\(folder)/.asst", secondsAhead: secondsAhead)
  }

  func files(directlyIn folder: String) throws(SourceProblem) -> [String] {
    try FolderListing(absolute(folder)).entries.filter { $0.kind == .file }
      .map { Self.path($0.name, in: folder) }
  }

  func files(below folder: String, inside root: String) throws(SourceProblem) -> [String] {
    guard let base = RealPath.of(absolute(folder)) else { throw SourceProblem(errno) }
    guard boundary.isInside(base, absolute(root)) else { throw .outsideRoot }
    var found: [String] = []
    var entered: Set<FolderListing.Identity> = []
    var folders = [folder]
    // Links wait until all else was entered, so that a file is found where it really stands, and a
    // loop of links cannot hold the walk.
    var links: [String] = []
    while let next = folders.popLast() ?? links.popLast() {
      guard let listing = try listing(next, isFirst: next == folder),
        entered.insert(listing.identity).inserted
      else { continue }
      for (name, kind) in listing.entries {
        let path = Self.path(name, in: next)
        switch kind {
        case .file: found.append(path)
        case .folder: folders.append(path)
        case .linkToFolder: if leadsInside(path, root, below: base) { links.append(path) }
        }
      }
      links.sort(by: >)
    }
    return found
  }

  func read(
    _ path: String, inside root: String, limit: Int
  ) throws(SourceProblem) -> [UInt8] {
    let full = absolute(path)
    _ = try boundary.status(of: full, inside: absolute(root))
    let file = try OpenFile(full)
    var bytes: [UInt8] = []
    try file.read(pieces: 1 << 16, limit: limit) { bytes += $0 }
    return bytes
  }

  func fingerprint(
    _ path: String, inside root: String, limit: Int
  ) throws(SourceProblem) -> FileFingerprint {
    let full = absolute(path)
    let status = try boundary.status(of: full, inside: absolute(root))
    if status.st_mode & S_IFMT == S_IFREG {
      let stamp = FileStamp(status)
      if stamp.size > limit { throw .tooLarge(limit: limit) }
      if let known = fingerprints.fingerprint(of: path, stamp) { return known }
    }
    for _ in 1...2 {
      if let fingerprint = try hash(path, limit: limit) { return fingerprint }
    }
    throw .unreadable(reason: "it changes while it is read")
  }

  /// To be called once all is loaded: keeps the fingerprints for the next run.
  func saveFingerprints() { fingerprints.save() }

  // MARK: -

  /// Nil when the file changed meanwhile.
  private func hash(_ path: String, limit: Int) throws(SourceProblem) -> FileFingerprint? {
    let file = try OpenFile(absolute(path))
    let time = fingerprints.now()
    let before = try file.stamp()
    willHash(path)
    var stream = FingerprintStream()
    try file.read(pieces: 1 << 20, limit: limit) { stream.append($0) }
    let fingerprint = stream.fingerprint
    guard try file.stamp() == before, fingerprint.size == before.size else { return nil }
    fingerprints.keep(
      FingerprintCache.Entry(stamp: before, fingerprint: fingerprint), of: path, readAt: time)
    return fingerprint
  }

  /// Nil for a folder that vanished since its name was read.
  private func listing(
    _ folder: String, isFirst: Bool
  ) throws(SourceProblem) -> FolderListing? {
    do throws(SourceProblem) {
      return try FolderListing(absolute(folder))
    } catch {
      guard !isFirst else { throw error }
      guard case .unreadable(let reason) = error else { return nil }
      throw .unreadable(reason: "`\(folder)`: \(reason)")
    }
  }

  /// Whether a link to a folder stays in the root, and does not lead back up.
  private func leadsInside(_ link: String, _ root: String, below base: String) -> Bool {
    guard let real = RealPath.of(absolute(link)) else { return false }
    return boundary.isInside(real, absolute(root)) && !RootBoundary.contains(real, base)
  }

  private static func path(_ name: String, in folder: String) -> String {
    folder.isEmpty ? name : "\(folder)/\(name)"
  }

  private func absolute(_ path: String) -> String { path.isEmpty ? folder : "\(folder)/\(path)" }
}
