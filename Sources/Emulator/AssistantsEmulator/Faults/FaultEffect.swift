/// What a fault does to a request.
enum FaultEffect: Sendable {
  /// Another ending than the answer.
  case ending(FaultEnding)
  /// The answer comes late.
  case delay(Duration)
  /// The request waits until it is released, or until its client goes away.
  case hold(HoldPoint)
  case metadata(Quirks.MetadataQuirk)
  case listLag(ListLagLength)
  case pageShift(PageShift)
}

enum HoldPoint: String, Sendable, CaseIterable {
  /// Nothing is done yet; a client that goes away takes the request with it.
  case before
  /// It is done and not answered.
  case after
}

/// How long lists do not show a write.
enum ListLagLength: Sendable {
  case time(Duration)
  case lists(Int)
}

/// What happens to a list while it is read page after page.
enum PageShift: String, Sendable, CaseIterable {
  /// Somebody creates an object.
  case insert
  /// Somebody deletes the object that the cursor names.
  case delete
  /// The page begins with the cursor's object once more, as lists by offset do after an insert.
  case `repeat`
  /// The page leaves out its first object, as lists by offset do after a delete.
  case skip
}

/// How a request ends other than with its answer.
struct FaultEnding: Sendable {
  /// When the request is carried out.
  enum Commit: Sendable {
    case never
    case now
    /// The client gets its ending now, and the request is carried out so much later.
    case late(Duration)
    /// The same, when the tests say so.
    case released
  }

  enum Form: Sendable {
    case drop
    case reset
    /// The head and so many bytes of the body are sent, half of them unless said, then a reset.
    case resetInBody(bytes: Int?)
    /// So many bytes of the body are sent, half of them unless said. Their length is told as that of
    /// the whole, or as what it is.
    case truncate(bytes: Int?, lengthOfWhole: Bool)
    case answer(status: Int, body: Body, retryAfter: String?)
  }

  enum Body: String, Sendable, CaseIterable {
    /// An error in the protocol's shape.
    case error
    /// The page of a gateway.
    case html
    case empty
    /// JSON of another shape.
    case json
    /// JSON that breaks off.
    case garbage
  }

  let commit: Commit
  let form: Form
}
