import Diagnostics
import ResourceModel

extension WrittenParts {
  /// The lines on which an edit stands: of a text each stretch that changes, else the place of its path.
  func places(of edit: ValueEdit) -> [SourceLocation] {
    if case .changed(.string(let old), .string(let new)) = edit.kind,
      let origin = text(at: edit.path)
    {
      let context = PlanRenderingOptions().contextLines
      return TextDifference(from: old, to: new).hunks(context: context)
        .map { origin.location(ofLine: $0.firstChangedLine) }
    }
    return source(of: edit.path).map { [$0] } ?? []
  }
}
