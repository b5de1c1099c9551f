extension FileTypes {
  /// What file search reads, by the list in its documentation.
  static let fileSearch = FileTypes(
    reader: "file search",
    text: [
      "c", "cpp", "cs", "css", "go", "html", "java", "js", "json", "md", "php", "py", "rb", "sh",
      "tex", "ts", "txt",
    ],
    binary: ["doc", "docx", "pdf", "pptx"])

  /// What code interpreter reads: the list in its documentation, and `go` and `webp`, which the answer
  /// of the host to any other type names as well ("Invalid extension vb. Supported formats: …").
  static let codeInterpreter = FileTypes(
    reader: "code interpreter", text: fileSearch.text + ["csv", "xml"],
    binary: fileSearch.binary + [
      "gif", "jpeg", "jpg", "pkl", "png", "tar", "webp", "xlsx", "zip",
    ])
}
