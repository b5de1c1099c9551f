import OrderedCollections
import ResourceModel

/// Search in a store, and the text that it looks into.
struct SearchEndpoint {
  let files: StoreFilesEndpoint
  let index: SearchIndex

  func search(_ body: [UInt8]?, in state: inout EmulatorState) throws(APIError) -> Reply {
    let request = try SearchRequest(try BodyReader(body: body))
    var store = try files.activeStore(in: state)
    store.lastActiveAt = files.rules.now
    let found: [SearchIndex.Hit]
    do {
      let members = state.storeFiles[store.id].all.filter { $0.status == .completed }
      found = try index.search(request, in: store.id, members: members) { member in
        files.chunks(of: member, in: state)
      }
    } catch {
      throw .serverError
    }
    state.vectorStores.put(store, now: files.rules.now)
    return Reply([
      "object": "vector_store.search_results.page",
      "search_query": .array(request.queries.map { .string($0) }),
      "data": .array(found.map { hit in json(of: hit, in: state) }),
      "has_more": false,
      "next_page": .null,
    ])
  }

  private func json(of hit: SearchIndex.Hit, in state: EmulatorState) -> JSONValue {
    let member = state.storeFiles[files.storeID][hit.fileID]
    return [
      "file_id": .string(hit.fileID),
      "filename": .string(state.files[hit.fileID]?.name ?? ""),
      "score": .decimal(hit.score),
      "attributes": member?.attributes.json ?? [:],
      "content": [["type": "text", "text": .string(hit.text)]],
    ]
  }
}

extension StoreFilesEndpoint {
  /// The text of a file as it was read.
  func content(_ id: String, in state: EmulatorState) throws(APIError) -> Reply {
    let member = try file(id, in: state)
    let text = member.status == .completed ? rules.indexing.text(of: state.files[id]) : nil
    return Reply([
      "object": "vector_store.file_content.page",
      "data": .array(text.map { [["type": "text", "text": .string($0)]] } ?? []),
      "has_more": false,
      "next_page": .null,
    ])
  }

  func chunks(of member: StoreFile, in state: EmulatorState) -> [String] {
    rules.indexing.text(of: state.files[member.id])
      .map { TextChunks.cut($0, member.chunking) } ?? []
  }
}
