package import ResourceModel

/// A file on disk that is to be uploaded as it was when its digest was taken.
package struct FileUpload: Sendable, Equatable {
  /// As the system takes it.
  package var path: String
  /// What the provider is to call it.
  package var name: String
  /// In bytes.
  package var size: Int
  /// Of the file's bytes.
  package var content: Digest

  package init(path: String, name: String, size: Int, content: Digest) {
    self.path = path
    self.name = name
    self.size = size
    self.content = content
  }
}

/// A file as the provider tells of it. Providers give neither its content nor a digest.
package struct ObservedFile: Sendable, Equatable {
  package var id: String
  package var name: String
  /// nil where the provider does not say.
  package var bytes: Int?
  /// Seconds since 1970.
  package var createdAt: Int?
  package var purpose: String?

  package init(
    id: String, name: String, bytes: Int? = nil, createdAt: Int? = nil, purpose: String? = nil
  ) {
    self.id = id
    self.name = name
    self.bytes = bytes
    self.createdAt = createdAt
    self.purpose = purpose
  }
}

package struct FilePage: Sendable, Equatable {
  package var files: [ObservedFile]
  /// Where the next page starts; nil on the last one.
  package var next: String?

  package init(files: [ObservedFile], next: String?) {
    self.files = files
    self.next = next
  }
}
