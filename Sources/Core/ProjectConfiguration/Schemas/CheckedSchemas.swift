import Diagnostics

/// The schemas of one load that were checked already, by the place where they are written.
///
/// A class because it is a memory that all decoders of a load share.
final class CheckedSchemas {
  struct Identity: Hashable {
    let span: SourceSpan
    let isOfObject: Bool
    let isStrict: Bool
  }

  private var known: Set<Identity> = []

  /// Adds a schema; false when it was there.
  func insert(_ schema: Identity) -> Bool { known.insert(schema).inserted }
}
