import OrderedCollections
import ResourceModel

/// Success is verified: what was written is compared with what the server now says it holds.
struct AnswerCheck: Sendable {
  /// Values that are still what they were, or nothing at all.
  var notTaken: [AttributePath] = []
  /// Values that came back in a third form, which is recorded as the server's own.
  var ownForm: [AttributePath] = []
  var markerIsMissing = false

  init(
    schema: ResourceSchema, write: ResourceWrite, before: ObservedResource?,
    answer: ObservedResource
  ) {
    // Texts are compared, because a long baseline is shortened only when it is written.
    markerIsMissing = write.marker.map { answer.marker.marker?.text != $0.text } ?? false
    for path in write.changed.keys.sorted(by: schema.order) {
      guard let shape = schema.shape(at: path) else { continue }
      let sent = schema.normalForm(write.changed[path], at: path)
      let held = schema.normalForm(answer.attributes[path], at: path)
      if shape.projection(of: held, onto: sent).isEquivalent(to: sent) { continue }
      let earlier = schema.normalForm(before?.attributes[path], at: path)
      let isEmpty = held.isEquivalent(to: schema.normalForm(nil, at: path))
      if held.isEquivalent(to: earlier) || isEmpty {
        notTaken.append(path)
      } else {
        ownForm.append(path)
      }
    }
  }
}
