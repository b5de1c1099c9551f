import OrderedCollections
import ResourceModel
import Testing

struct FileMarkTests {
  private func identity(_ number: Int) -> FileIdentity {
    FileIdentity(name: "n\(number)", content: Digest(of: "\(number)".utf8))
  }

  private func files(_ count: Int) -> [String: FileIdentity] {
    Dictionary(uniqueKeysWithValues: (0..<count).map { ("file-\($0)", identity($0)) })
  }

  @Test func whatIsWrittenIsRead() throws {
    let mark = try #require(FileMark(FileMark(files(3)).text))
    #expect(mark == FileMark(files(3)))
    for number in 0..<3 {
      #expect(mark.short(of: "file-\(number)") == identity(number).short)
    }
    #expect(mark.short(of: "file-3") == nil)
    #expect(!mark.isEmpty)
  }

  @Test func nothingIsAMarkToo() {
    #expect(FileMark([:]).text.isEmpty && FileMark([:]).isEmpty)
    #expect(FileMark("") == FileMark([:]))
  }

  @Test func twentyFilesFit() {
    #expect(FileMark(files(20)).text.count == 480)
    #expect(FileMark(files(20)).text.count <= Marker.maximumLength)
  }

  @Test func theTextDoesNotDependOnAnyOrder() {
    #expect(Set((0..<20).map { _ in FileMark(files(9)).text }).count == 1)
  }

  @Test func whatWeDidNotWriteIsNoMark() {
    let whole = FileMark(files(2)).text
    for garbage in [
      "x", "é", String(whole.dropLast()), whole + "0", whole.uppercased(), whole + "\n",
      String(repeating: "g", count: 24), String(repeating: "é", count: 12),
      String(repeating: " ", count: 24),
    ] {
      #expect(FileMark(garbage) == nil, "\(garbage)")
    }
  }

  @Test func whatTheObjectGoesOnHoldingIsCarriedOver() {
    var mark = FileMark(["file-1": identity(1)])
    mark.carry(["file-0", "file-9"], from: FileMark(files(3)))
    #expect(mark.short(of: "file-0") == identity(0).short)
    #expect(mark.short(of: "file-2") == nil && mark.short(of: "file-9") == nil)
    // What is known now counts.
    var newer = FileMark(["file-0": identity(7)])
    newer.carry(["file-0"], from: FileMark(files(3)))
    #expect(newer.short(of: "file-0") == identity(7).short)
  }

  @Test func theNameAndTheBytesMakeAFile() {
    let one = FileIdentity(name: "a", content: Digest(of: [1]))
    #expect(one.short.count == 16)
    #expect(one.short != FileIdentity(name: "b", content: Digest(of: [1])).short)
    #expect(one.short != FileIdentity(name: "a", content: Digest(of: [2])).short)
    #expect(one < FileIdentity(name: "b", content: Digest(of: [0])))
  }

  @Test func settingsRoundTrip() {
    let settings = AttachmentSettings(attributes: ["a": 1], chunking: ["max_chunk_size_tokens": 9])
    #expect(AttachmentSettings(settings.text) == settings && settings.text.count == 16)
    #expect(
      AttachmentSettings(attributes: ["a": 1, "b": 2], chunking: nil)
        == AttachmentSettings(attributes: ["b": 2, "a": 1], chunking: nil))
    for text in ["", "0123456789abcde", "0123456789abcdef0", "0123456789ABCDEF", "é123456789abcd"] {
      #expect(AttachmentSettings(text) == nil)
    }
  }
}
