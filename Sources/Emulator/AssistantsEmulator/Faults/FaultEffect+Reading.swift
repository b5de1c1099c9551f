import OrderedCollections
import ResourceModel

extension FaultEffect {
  private static let names: Set<String> = [
    "drop", "reset", "truncate", "answer", "delay", "hold", "list_lag", "page_shift", "metadata",
  ]

  /// An object with one member, the effect's name.
  init(_ reader: BodyReader) throws(APIError) {
    try reader.refuseOthers(than: Self.names)
    guard reader.members.count == 1, let name = reader.members.keys.first else {
      throw .invalid(reader.path, "expected one effect; a rule of its own takes another.")
    }
    self = try reader.required(name) { (key) throws(APIError) in
      switch name {
      case "delay": try reader.duration(key).map { .delay($0) }
      case "hold": try reader.choice(HoldPoint.self, key).map { .hold($0) }
      case "page_shift": try reader.choice(PageShift.self, key).map { .pageShift($0) }
      case "metadata": .metadata(try Quirks.MetadataQuirk(reader, key))
      case "list_lag":
        try reader.object(key).map { (lag) throws(APIError) in
          .listLag(try ListLagLength(lag))
        }
      default:
        try reader.object(key).map { (ending) throws(APIError) in
          .ending(try FaultEnding(name, ending))
        }
      }
    }
  }
}

extension FaultEnding {
  fileprivate init(_ name: String, _ reader: BodyReader) throws(APIError) {
    switch name {
    case "drop":
      try reader.refuseOthers(than: ["commit"])
      self.init(commit: try Commit(reader), form: .drop)
    case "reset":
      try reader.refuseOthers(than: ["commit", "in_body", "bytes"])
      if try reader.bool("in_body") == true {
        try reader.refuseOthers(than: ["in_body", "bytes"])
        self.init(commit: .now, form: .resetInBody(bytes: try reader.bytes()))
      } else {
        try reader.refuseOthers(than: ["commit", "in_body"])
        self.init(commit: try Commit(reader), form: .reset)
      }
    case "truncate":
      try reader.refuseOthers(than: ["content_length", "bytes"])
      let length = try reader.choice("content_length", of: ["whole", "cut"])
      self.init(
        commit: .now,
        form: .truncate(bytes: try reader.bytes(), lengthOfWhole: length != "cut"))
    default:
      try reader.refuseOthers(than: ["status", "commit", "body", "retry_after"])
      let status = try reader.required("status") { (key) throws(APIError) in
        try reader.integer(key, in: 200...599)
      }
      let body = try reader.choice(Body.self, "body")
      if body == nil, status < 400 { throw .missing(reader.path(of: "body")) }
      let wait = try reader.integer("retry_after", in: 0...86_400)
      self.init(
        commit: try Commit(reader),
        form: .answer(status: status, body: body ?? .error, retryAfter: wait.map { "\($0)" }))
    }
  }
}

extension FaultEnding.Commit {
  /// Nothing is carried out unless it is said.
  fileprivate init(_ reader: BodyReader) throws(APIError) {
    switch try reader.string("commit") {
    case nil, "never": self = .never
    case "now": self = .now
    case "released": self = .released
    case .some(let text):
      guard let duration = DurationText.duration(text) else {
        throw .notOneOf(
          ["never", "now", "released", "2s", "100ms"], reader.path(of: "commit"), got: text)
      }
      self = .late(duration)
    }
  }
}

extension Quirks.MetadataQuirk {
  fileprivate init(_ reader: BodyReader, _ key: String) throws(APIError) {
    if reader.members[key]?.string == nil, let cut = try reader.object(key) {
      try cut.refuseOthers(than: ["longest"])
      self = .cut(
        longest: try cut.required("longest") { (key) throws(APIError) in
          try cut.integer(key, in: 0...512)
        })
      return
    }
    switch try reader.choice(key, of: ["drop", "replace"]) {
    case "drop": self = .dropped
    default: self = .replaced
    }
  }
}

extension ListLagLength {
  fileprivate init(_ reader: BodyReader) throws(APIError) {
    try reader.refuseOthers(than: ["for", "lists"])
    let (duration, lists) = (
      try reader.duration("for"), try reader.integer("lists", in: 1...1_000_000)
    )
    switch (duration, lists) {
    case (let duration?, nil): self = .time(duration)
    case (nil, let lists?): self = .lists(lists)
    default: throw .invalid(reader.path, "expected one of 'for' and 'lists'.")
    }
  }
}

extension BodyReader {
  fileprivate func duration(_ key: String) throws(APIError) -> Duration? {
    guard let text = try string(key) else { return nil }
    guard let duration = DurationText.duration(text) else {
      throw .invalid(path(of: key), "expected a length of time such as '100ms' or '1.5s'.")
    }
    return duration
  }

  fileprivate func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ type: Choice.Type, _ key: String
  ) throws(APIError) -> Choice? {
    try choice(key, of: Choice.allCases.map(\.rawValue)).flatMap { Choice(rawValue: $0) }
  }

  fileprivate func bytes() throws(APIError) -> Int? {
    try integer("bytes", in: 0...APIRequest.largestBody)
  }
}
