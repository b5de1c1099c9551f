import ResourceModel

/// Objects in the order of their creation, each with its JSON text at hand.
///
/// A page is found through an index of ids and costs what it holds, not what the collection holds.
/// Deleted objects leave a gap that pages step over; gaps are closed when they outnumber the objects.
struct ResourceCollection<Resource: ServedResource>: Sendable {
  private struct Entry: Sendable {
    var resource: Resource
    /// The document's text; nil for what changes by itself.
    var prepared: [UInt8]?

    init(_ resource: Resource, now: Int) {
      self.resource = resource
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

  var count: Int { places.count }

  subscript(id: String) -> Resource? { places[id].flatMap { entries[$0]?.resource } }

  /// The object's JSON text at this second.
  func text(of id: String, at now: Int) -> [UInt8]? {
    places[id].flatMap { entries[$0]?.text(at: now) }
  }

  /// Adds a new object, or puts the object with this id in its place.
  mutating func put(_ resource: Resource, now: Int) {
    if let place = places[resource.id] {
      entries[place] = Entry(resource, now: now)
    } else {
      places[resource.id] = entries.count
      entries.append(Entry(resource, now: now))
    }
  }

  /// Returns false when there is no such object.
  mutating func remove(id: String) -> Bool {
    guard let place = places.removeValue(forKey: id) else { return false }
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
    guard let place = places[cursor] else { throw .notFound(Resource.words, id: cursor) }
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
