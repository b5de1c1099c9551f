import ResourceModel

/// Objects in the order of their creation, each with its JSON text at hand.
///
/// A page is found through an index of ids and costs what it holds, not what the collection holds.
/// Deleted objects leave a gap that pages step over; gaps are closed when they outnumber the objects.
struct ResourceCollection<Resource: ListedResource>: Sendable {
  private struct Entry: Sendable {
    var resource: Resource
    /// Its number in the order of creation, which it keeps.
    let serial: Int
    /// The document's text; nil for what changes by itself.
    var prepared: [UInt8]?

    init(_ resource: Resource, serial: Int, now: Int) {
      self.resource = resource
      self.serial = serial
      prepared =
        resource.changesByItself(after: now)
        ? nil : JSONWriter.bytes(resource.document(at: now))
    }

    func text(at now: Int) -> [UInt8] {
      prepared ?? JSONWriter.bytes(resource.document(at: now))
    }
  }

  private var entries: [Entry?] = []
  private var places: [String: Int] = [:]
  private var nextSerial = 0
  /// Writes that lists do not show yet, in their order.
  private var lags: [Lag] = []
  /// Whether writes are kept for `takeChanges`.
  var recordsChanges = false
  private var changes: [StateChange] = []

  var count: Int { places.count }

  subscript(id: String) -> Resource? { places[id].flatMap { entries[$0]?.resource } }

  /// In the order of creation.
  var all: [Resource] { entries.compactMap { $0?.resource } }

  /// The same without the objects that are left out; cursors may still name those.
  func filtered(_ isShown: (Resource) -> Bool) -> ResourceCollection {
    var shown = self
    for place in entries.indices where entries[place].map({ !isShown($0.resource) }) == true {
      shown.entries[place] = nil
    }
    return shown
  }

  /// The object's JSON text at this second.
  func text(of id: String, at now: Int) -> [UInt8]? {
    places[id].flatMap { entries[$0]?.text(at: now) }
  }

  /// The second of the newest object; 0 without one.
  var newestSecond: Int { entries.last(where: { $0 != nil })??.resource.createdAt ?? 0 }

  /// Adds a new object, or puts the object with this id in its place.
  mutating func put(_ resource: Resource, now: Int, lag: Quirks.ListLag? = nil) {
    if recordsChanges { changes.append(.put(resource)) }
    if let place = places[resource.id], let entry = entries[place] {
      if let lag { lags.append(Lag(lag, id: resource.id, earlier: (entry.resource, entry.serial))) }
      entries[place] = Entry(resource, serial: entry.serial, now: now)
    } else {
      if let lag { lags.append(Lag(lag, id: resource.id, earlier: nil)) }
      places[resource.id] = entries.count
      entries.append(Entry(resource, serial: nextSerial, now: now))
      nextSerial += 1
    }
  }

  /// Returns false when there is no such object.
  mutating func remove(id: String, lag: Quirks.ListLag? = nil) -> Bool {
    guard let place = places.removeValue(forKey: id) else { return false }
    if recordsChanges {
      changes.append(.remove(kind: Resource.object, id: entries[place]?.resource.key ?? id))
    }
    if let lag, let entry = entries[place] {
      lags.append(Lag(lag, id: id, earlier: (entry.resource, entry.serial)))
    }
    entries[place] = nil
    if entries.count > 64, places.count * 2 < entries.count { closeGaps() }
    return true
  }

  private mutating func closeGaps() {
    entries.removeAll { $0 == nil }
    for (place, entry) in entries.enumerated() {
      if let id = entry?.resource.id { places[id] = place }
    }
  }
}

// MARK: - Changes

extension ResourceCollection {
  mutating func takeChanges() -> [StateChange] {
    defer { changes = [] }
    return changes
  }
}

// MARK: - Lists that lag

extension ResourceCollection {
  /// A write that lists do not show yet.
  private struct Lag: Sendable {
    let token: Int
    /// How many lists are still to come that do not show it; nil when it is ended from outside.
    var lists: Int?
    let id: String
    /// The object before the write, and its number; nil when there was none.
    let earlier: (resource: Resource, serial: Int)?

    init(_ lag: Quirks.ListLag, id: String, earlier: (Resource, Int)?) {
      token = lag.token
      lists = lag.lists
      self.id = id
      self.earlier = earlier
    }
  }

  mutating func endLag(_ token: Int) { lags.removeAll { $0.token == token } }

  mutating func endLags() { lags = [] }

  /// What the next list shows: everything but the writes that lag. The list counts against them.
  mutating func shownInList() -> ResourceCollection {
    if lags.isEmpty { return self }
    var shown = self
    // The newest write is taken back first, so that of two to one object the first is left.
    for lag in lags.reversed() { shown.takeBack(lag) }
    for index in lags.indices { lags[index].lists = lags[index].lists.map { $0 - 1 } }
    lags.removeAll { $0.lists == 0 }
    return shown
  }

  private mutating func takeBack(_ lag: Lag) {
    recordsChanges = false
    guard let earlier = lag.earlier else {
      _ = remove(id: lag.id)
      return
    }
    let now = earlier.resource.createdAt
    if let place = places[lag.id] {
      entries[place] = Entry(earlier.resource, serial: earlier.serial, now: now)
    } else {
      closeGaps()
      let place = entries.firstIndex { ($0?.serial ?? 0) > earlier.serial } ?? entries.endIndex
      entries.insert(Entry(earlier.resource, serial: earlier.serial, now: now), at: place)
      closeGaps()
    }
  }

  /// The question of a page whose cursor has moved by one object. Without `after` nothing moves.
  func shifted(_ query: ListQuery, _ shift: Quirks.PageShift) -> ListQuery {
    guard let cursor = query.after, let place = places[cursor] else { return query }
    let isForward = (query.order == .ascending) == (shift == .skipped)
    let range = isForward ? place + 1..<entries.count : 0..<place
    var shifted = query
    if let neighbour = take(1, of: range, ascending: isForward).first {
      shifted.after = neighbour.resource.id
    } else if shift == .repeated {
      shifted.after = nil
    }
    return shifted
  }
}

// MARK: - Pages

extension ResourceCollection {
  /// One page as JSON text. With `before` and no `after` it is the page that ends right before that
  /// object; `has_more` then tells of what stands further ahead.
  func page(_ query: ListQuery, at now: Int) throws(APIError) -> [UInt8] {
    let after = try place(of: query.after)
    let before = try place(of: query.before)
    let isAscending = query.order == .ascending
    let first = isAscending ? after : before
    let last = isAscending ? before : after
    let start = first.map { $0 + 1 } ?? 0
    // Cursors that stand the wrong way round have nothing between them.
    let range = start..<max(start, last ?? entries.count)
    let isBackwards = query.before != nil && query.after == nil

    var found = take(query.limit + 1, of: range, ascending: isAscending != isBackwards)
    let hasMore = found.count > query.limit
    if hasMore { found.removeLast() }
    if isBackwards { found.reverse() }
    return envelope(found, hasMore: hasMore, now: now)
  }

  private func place(of cursor: String?) throws(APIError) -> Int? {
    guard let cursor else { return nil }
    guard let place = places[cursor] else { throw Resource.missing(cursor) }
    return place
  }

  private func take(_ count: Int, of range: Range<Int>, ascending: Bool) -> [Entry] {
    var found: [Entry] = []
    var place = ascending ? range.lowerBound : range.upperBound - 1
    while found.count < count, range.contains(place) {
      if let entry = entries[place] { found.append(entry) }
      place += ascending ? 1 : -1
    }
    return found
  }

  private func envelope(_ found: [Entry], hasMore: Bool, now: Int) -> [UInt8] {
    var text = Array(#"{"object":"list","data":["#.utf8)
    for (index, entry) in found.enumerated() {
      if index > 0 { text.append(UInt8(ascii: ",")) }
      text += entry.text(at: now)
    }
    text += #"],"first_id":"#.utf8
    text += JSONWriter.bytes(.nullable(found.first?.resource.id))
    text += #","last_id":"#.utf8
    text += JSONWriter.bytes(.nullable(found.last?.resource.id))
    text += #","has_more":"#.utf8
    text += (hasMore ? "true}" : "false}").utf8
    return text
  }
}
