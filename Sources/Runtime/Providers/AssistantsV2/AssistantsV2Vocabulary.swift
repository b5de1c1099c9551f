import ResourceModel

extension AssistantsV2Provider {
  /// What the protocol calls the fields of the configuration. A field that no codec knows has none.
  static var vocabulary: ProviderVocabulary {
    ProviderVocabulary(
      provider: name,
      names: [
        ResourceSchema.assistant.kind: AssistantCodec.names,
        ResourceSchema.vectorStore.kind: VectorStoreCodec.names,
      ])
  }
}
