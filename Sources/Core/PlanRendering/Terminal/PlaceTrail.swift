import Diagnostics

/// Names the places of rows that stand below each other: a file once, then lines alone, and nothing where
/// the row above says the same.
struct PlaceTrail {
  private var last: SourceLocation?

  /// `place` is where the rows' heading stands.
  init(after place: SourceLocation? = nil) {
    last = place
  }

  /// `assistants/support.yaml:12`, `:14` in the same file; nil where there is nothing new to say.
  mutating func next(_ place: SourceLocation?) -> String? {
    guard let place else { return nil }
    defer { last = place }
    guard let last, last.path == place.path else { return Row.place(place) }
    return last.line == place.line ? nil : ":\(place.line)"
  }
}
