package import ResourceModel

/// Writes that change an object's marker and nothing else.
extension ProviderSession {
  /// Takes the marker off an object, with one request. Gone is as good.
  package func release(
    _ object: ObservedResource, schema: ResourceSchema
  ) async throws(StepFailure) {
    let answer: ObservedResource
    do throws(ProviderError) {
      answer = try await update(object.kind, id: object.id, .release(object))
    } catch {
      if error.cause == .notFound { return }
      throw .provider(error)
    }
    guard answer.marker == .absent else {
      let path = AttributePath(
        schema.markerAttribute ?? Marker.metadataKey, key: Marker.metadataKey)
      throw .notTaken([path], id: object.id)
    }
  }

  /// Writes another marker on an object, with one request.
  package func mark(
    _ object: ObservedResource, with marker: Marker
  ) async throws(StepFailure) {
    let write = ResourceWrite(
      changed: [:], resulting: object.attributes.filter { !$0.value.isNull }, marker: marker)
    let answer: ObservedResource
    do throws(ProviderError) {
      answer = try await update(object.kind, id: object.id, write)
    } catch {
      throw .provider(error)
    }
    guard answer.marker.marker?.text == marker.text else { throw .markerDropped(id: object.id) }
  }
}
