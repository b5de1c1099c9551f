/// What a provider can do with files and with the stores that make them searchable: the second half
/// of the port, for dialects that have it.
///
/// As in ``Provider``, a call sends exactly one request and repeats nothing.
package protocol FileProvider: Sendable {
  /// The most files that one `attach` takes.
  var largestBatch: Int { get }

  /// Sends a file from disk, in constant memory. The server sees a whole body only if the bytes still
  /// have the size and the digest that `upload` names; otherwise nothing takes effect and the error
  /// is `fileChanged`. `progress` is told now and then how many bytes of the file were sent so far.
  func upload(
    _ upload: FileUpload, progress: @escaping @Sendable (Int) -> Void
  ) async throws(ProviderError) -> ObservedFile

  /// nil for a file that does not exist.
  func file(_ id: String) async throws(ProviderError) -> ObservedFile?

  /// One page of the files that assistants and stores can use, oldest first.
  func files(after cursor: String?) async throws(ProviderError) -> FilePage

  /// A file that does not exist is no error. Its stores lose it too.
  func deleteFile(_ id: String) async throws(ProviderError)

  /// One page of what is attached to a store, oldest first.
  func members(
    of store: String, after cursor: String?
  ) async throws(ProviderError) -> MemberPage

  /// nil for a file that is not attached.
  func member(_ file: String, of store: String) async throws(ProviderError) -> ObservedMember?

  /// Attaches 1 to `largestBatch` files; the server goes on indexing after its answer. A file that is
  /// attached already is no error where the host says that it is.
  func attach(
    _ members: [MemberWrite], to store: String
  ) async throws(ProviderError) -> AttachBatch

  /// How far the indexing of an `attach` is.
  func batch(_ id: String, of store: String) async throws(ProviderError) -> AttachBatch

  /// Replaces the attributes, whole. The chunking stays as it is.
  func updateMember(
    _ member: MemberWrite, of store: String
  ) async throws(ProviderError) -> ObservedMember

  /// A file that is not attached is no error. The file itself stays.
  func detach(_ file: String, from store: String) async throws(ProviderError)
}
