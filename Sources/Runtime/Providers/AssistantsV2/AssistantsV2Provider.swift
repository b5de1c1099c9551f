import OrderedCollections
package import Reconciliation
package import ResourceModel
package import Transport

/// The OpenAI Assistants v2 wire protocol: `/assistants`, `/vector_stores` and
/// `/files`.
package struct AssistantsV2Provider: Provider {
  package static let name = "assistants-v2"
  /// The most that a list gives at a time, by the protocol.
  private static let pageSize = 100

  package let origin: Origin
  private let exchange: Exchange

  package init(settings: ConnectionSettings, http: HTTPClient) {
    exchange = Exchange(settings: settings, http: http)
    let organization = settings.headers.first { $0.name.lowercased() == "openai-organization" }
    origin = Origin(
      baseURL: exchange.baseURL,
      organization: organization.flatMap { $0.value.isEmpty ? nil : $0.value })
  }

  package func list(
    _ kind: ResourceKind, after cursor: String?
  ) async throws(ProviderError) -> ResourcePage {
    let codec = try codec(kind)
    var query = [(name: "limit", value: "\(Self.pageSize)"), (name: "order", value: "asc")]
    if let cursor { query.append((name: "after", value: cursor)) }
    let answer: JSONObject
    do throws(ProviderError) {
      answer = try await exchange.send(.get, [codec.path], query: query)
    } catch {
      // A list cannot be missing on a host that serves the kind; the object that a cursor names can.
      guard error.cause == .notFound, cursor == nil else { throw error }
      throw ProviderError(
        .notServed,
        "\(exchange.baseURL) does not serve \(kind.words)s: GET /\(codec.path) answered 404"
          + (exchange.hasPath ? "" : ". `base_url` has no path; most servers want `…/v1`"),
        status: error.status, requestID: error.requestID, isAPIAnswer: error.isAPIAnswer)
    }
    guard let items = answer["data"]?.array else {
      throw ProviderError(.unreadableAnswer, "GET /\(codec.path) answered without `data`")
    }
    let resources = try items.map { item throws(ProviderError) in try read(item, codec) }
    // The official clients' rule: the last item's ID leads on, and an empty page ends the list. Where
    // a host does not say whether there is more, the next page does.
    let hasMore = answer["has_more"]?.bool ?? true
    return ResourcePage(resources: resources, next: hasMore ? resources.last?.id : nil)
  }

  package func get(
    _ kind: ResourceKind, id: String
  ) async throws(ProviderError) -> ObservedResource? {
    let codec = try codec(kind)
    do throws(ProviderError) {
      return try read(.object(try await exchange.send(.get, [codec.path, id])), codec)
    } catch {
      guard error.saysThatItIsGone else { throw error }
      return nil
    }
  }

  package func create(
    _ kind: ResourceKind, _ write: ResourceWrite
  ) async throws(ProviderError) -> ObservedResource {
    let codec = try codec(kind)
    let body = codec.body(write, isCreation: true)
    return try read(.object(try await exchange.send(.post, [codec.path], body: body)), codec)
  }

  package func update(
    _ kind: ResourceKind, id: String, _ write: ResourceWrite
  ) async throws(ProviderError) -> ObservedResource {
    let codec = try codec(kind)
    let body = codec.body(write, isCreation: false)
    return try read(.object(try await exchange.send(.post, [codec.path, id], body: body)), codec)
  }

  package func delete(_ kind: ResourceKind, id: String) async throws(ProviderError) {
    let codec = try codec(kind)
    do throws(ProviderError) {
      _ = try await exchange.send(.delete, [codec.path, id])
    } catch {
      guard error.saysThatItIsGone else { throw error }
    }
  }

  package var diagnosis: (any ProviderDiagnosis)? {
    AssistantsV2Diagnosis(exchange: exchange)
  }

  package var files: (any FileProvider)? { AssistantsV2Files(exchange: exchange) }

  private func codec(_ kind: ResourceKind) throws(ProviderError) -> any WireCodec {
    switch kind {
    case ResourceSchema.assistant.kind: AssistantCodec()
    case ResourceSchema.vectorStore.kind: VectorStoreCodec()
    default:
      throw ProviderError(.notServed, "\(Self.name) has no resources of kind `\(kind)`")
    }
  }

  private func read(
    _ item: JSONValue, _ codec: any WireCodec
  ) throws(ProviderError) -> ObservedResource {
    guard let object = item.object, let resource = codec.read(object) else {
      throw ProviderError(.unreadableAnswer, "an object of /\(codec.path) came without an `id`")
    }
    return resource
  }
}

extension ProviderError {
  /// Only the API's own 404 says that an object is gone; a proxy's says that the way is wrong.
  var saysThatItIsGone: Bool { cause == .notFound && isAPIAnswer }
}
