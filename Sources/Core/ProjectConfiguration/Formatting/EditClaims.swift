import Diagnostics

/// The stretches of files that edits have been found for, so that no two of them overlap.
struct EditClaims {
  private struct Claim {
    let range: Range<Int>
    let appends: Bool

    init(_ edit: SourceEdit) {
      range = edit.span.start..<edit.span.end
      appends = edit.appends
    }

    /// - Parameter later: one that does not start before.
    func overlaps(_ later: Claim) -> Bool {
      if range.lowerBound == later.range.lowerBound { return !(appends && later.appends) }
      return range.upperBound > later.range.lowerBound
    }
  }

  /// In order; two insertions at one place overlap, too, unless both add to a list.
  private var taken: [ObjectIdentifier: [Claim]] = [:]

  /// Takes the stretches of a fix's edits, which do not overlap with one another; false when one of
  /// them is taken, and then takes none.
  mutating func take(_ edits: [SourceEdit]) -> Bool {
    for edit in edits {
      let claim = Claim(edit)
      guard let claims = taken[ObjectIdentifier(edit.span.file)] else { continue }
      let place = Self.place(of: claim, in: claims)
      if place > 0, claims[place - 1].overlaps(claim) { return false }
      if place < claims.count, claim.overlaps(claims[place]) { return false }
    }
    for edit in edits {
      let claim = Claim(edit)
      let file = ObjectIdentifier(edit.span.file)
      taken[file, default: []].insert(claim, at: Self.place(of: claim, in: taken[file] ?? []))
    }
    return true
  }

  private static func place(of claim: Claim, in claims: [Claim]) -> Int {
    var (low, high) = (0, claims.count)
    while low < high {
      let middle = (low + high) / 2
      if claims[middle].range.lowerBound < claim.range.lowerBound {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }
}
