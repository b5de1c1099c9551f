import Diagnostics
import Testing

struct SourceEditTests {
  private let file = SourceFile(path: "a.yaml", text: "type: dict # é\n")

  private func apply(_ edits: (start: Int, end: Int, text: String)...) -> String? {
    SourceEdit.apply(
      edits.map { edit in
        SourceEdit(
          replace: SourceSpan(file: file, start: edit.start, end: edit.end), with: edit.text)
      }, to: file
    ).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func replacesInsertsAndRemovesInAnyOrder() {
    #expect(apply() == "type: dict # é\n")
    #expect(apply((6, 10, "object")) == "type: object # é\n")
    #expect(apply((10, 15, ""), (0, 0, "- "), (6, 10, "object")) == "- type: object\n")
    #expect(apply((16, 16, "é")) == "type: dict # é\né")
  }

  @Test func editsSideBySideDoNotOverlap() {
    #expect(apply((0, 4, "a"), (4, 5, "=")) == "a= dict # é\n")
    #expect(apply((0, 4, "a"), (4, 4, "s")) == "as: dict # é\n")
  }

  @Test func overlapsAreRefused() {
    #expect(apply((0, 5, "a"), (4, 6, "b")) == nil)
    #expect(apply((0, 5, "a"), (2, 2, "b")) == nil)
    #expect(apply((3, 3, "a"), (3, 3, "b")) == nil)
    #expect(apply((3, 3, "a"), (3, 4, "b")) == nil)
  }

  @Test func otherFilesAndPlacesPastTheEndAreRefused() {
    #expect(apply((16, 17, "a")) == nil)
    let other = SourceFile(path: "a.yaml", text: "type: dict # é\n")
    let edit = SourceEdit(replace: SourceSpan(file: other, start: 0, end: 1), with: "a")
    #expect(SourceEdit.apply([edit], to: file) == nil)
  }
}
