/// The entry that travels with a remote object and says whose it is and what was last written:
/// `asst1:PROJECT/TARGET:ADDRESS:NONCE:BASE`.
///
/// With it a lost lock file costs nothing, and an object of somebody else is never mistaken for ours.
package struct Marker: Sendable, Equatable {
  /// The metadata key of the marker.
  package static let metadataKey = "asst"
  /// The metadata key for the digests of code interpreter's files.
  package static let filesMetadataKey = "asst_files"
  /// The API's limit for one metadata value, in characters.
  package static let maximumLength = 512
  private static let version = "asst1"

  package var project: String
  package var target: String
  package var address: Address
  /// The random part: one a create, so that an object can be told from its late twin.
  package var nonce: String
  package var baseline: Baseline

  package init(
    project: String, target: String, address: Address, nonce: String, baseline: Baseline
  ) {
    self.project = project
    self.target = target
    self.address = address
    self.nonce = nonce
    self.baseline = baseline
  }

  package var text: String {
    let head = "\(Self.version):\(project)/\(target):\(address):\(nonce):"
    return head + baseline.text(within: Self.maximumLength - head.utf8.count)
  }

  /// Reads a marker; nil for anything that no version of ours wrote.
  package init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 5, parts[0] == Self.version, let baseline = Baseline(String(parts[4])),
      let address = Address(String(parts[2]))
    else { return nil }
    let place = parts[1].split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard place.count == 2, place.allSatisfy(Grammar.isName), Grammar.isKey(String(parts[3])) else {
      return nil
    }
    self.init(
      project: place[0], target: place[1], address: address, nonce: String(parts[3]),
      baseline: baseline)
  }
}

/// What was found in the marker's place.
package enum MarkerReading: Sendable, Equatable {
  case absent
  case marker(Marker)
  /// Something is there that is no marker of ours: edited by hand, or of a newer version.
  case unreadable

  package init(_ text: String?) {
    guard let text else {
      self = .absent
      return
    }
    self = Marker(text).map(MarkerReading.marker) ?? .unreadable
  }

  package var marker: Marker? { if case .marker(let marker) = self { marker } else { nil } }
}
