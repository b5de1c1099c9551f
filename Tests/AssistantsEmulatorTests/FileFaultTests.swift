import AssistantsEmulator
import ResourceModel
import Testing

/// Faults act on files as on everything else.
@Suite(.timeLimit(.minutes(10))) struct FileFaultTests {
  private static let upload = #""match":{"method":"POST","path":"/files"}"#

  @Test func anAnswerIsLostAndTheFileIsThere() async throws {
    let fixture = try FaultFixture(#"{\#(Self.upload),"effect":{"drop":{"commit":"now"}}}"#)
    #expect(await fixture.upload("a.md") == "")
    #expect(await fixture.list("filename", of: "/files") == ["a.md"])
  }

  @Test func anUploadIsNotCarriedOut() async throws {
    let fixture = try FaultFixture(#"{\#(Self.upload),"effect":{"answer":{"status":503}}}"#)
    #expect(await fixture.upload("a.md") == "")
    #expect(await fixture.list(of: "/files").isEmpty)
  }

  @Test func anUploadComesLate() async throws {
    let fixture = try FaultFixture(#"{\#(Self.upload),"effect":{"drop":{"commit":"released"}}}"#)
    await fixture.upload("a.md")
    #expect(await fixture.list(of: "/files").isEmpty)
    await fixture.control("POST", "faults/release")
    #expect(await fixture.list("filename", of: "/files") == ["a.md"])
  }

  @Test func isFoundByTheNameOfAFile() async throws {
    let fixture = try FaultFixture(
      #"{"match":{"body":"b.md"},"effect":{"answer":{"status":500}}}"#)
    for name in ["a.md", "b.md", "c.md"] { await fixture.upload(name) }
    #expect(await fixture.list("filename", of: "/files") == ["a.md", "c.md"])
  }

  @Test func listsOfFilesLag() async throws {
    let fixture = try FaultFixture(#"{\#(Self.upload),"effect":{"list_lag":{"lists":1}}}"#)
    let id = await fixture.upload("a.md")
    #expect(await fixture.send("GET", "/files/\(id)").status == 200)
    #expect(await fixture.list(of: "/files").isEmpty)
    #expect(await fixture.list(of: "/files") == [id])
  }

  @Test func listsOfAStoresFilesLag() async throws {
    let fixture = try FaultFixture(
      #"{"match":{"method":["POST","DELETE"],"path":"/vector_stores/*/files/**"},"#
        + #""effect":{"list_lag":{"lists":1}}}"#)
    let file = await fixture.upload("a.md")
    let store = await fixture.send("POST", "/vector_stores").json?["id"]?.string ?? ""
    let path = "/vector_stores/\(store)/files"
    await fixture.send("POST", path, #"{"file_id":"\#(file)"}"#)
    #expect(await fixture.list(of: path).isEmpty)
    #expect(await fixture.list(of: path) == [file])
    await fixture.send("DELETE", "\(path)/\(file)")
    #expect(await fixture.list(of: path) == [file])
    #expect(await fixture.list(of: path).isEmpty)
  }

  @Test(arguments: [("insert", 1), ("delete", 2), ("repeat", 0), ("skip", 2)])
  func pagesShift(shift: String, first: Int) async throws {
    let fixture = try FaultFixture(
      #"{"match":{"query":"after=","path":"/files"},"effect":{"page_shift":"\#(shift)"}}"#)
    var ids: [String] = []
    for number in 0..<4 { ids.append(await fixture.upload("\(number).md")) }
    let page = await fixture.list(of: "/files", query: "order=asc&after=\(ids[0])")
    if shift == "delete" {
      // The cursor is gone, and the real server says so.
      #expect(page.isEmpty)
      #expect(await fixture.list(of: "/files") == Array(ids[1...]))
    } else {
      #expect(page.first == ids[first])
      #expect(page.count == (shift == "insert" ? 4 : 4 - first))
    }
  }

  @Test func theLogHoldsNoBytes() async throws {
    let fixture = try FaultFixture()
    await fixture.upload("secret-name.md")
    let log = await fixture.control("GET", "requests")
    #expect(log["data"]?.array?.first?["path"] == "/v1/files")
    #expect(log["data"]?.array?.first?["status"] == 200)
    #expect(!JSONWriter.string(log).contains("secret-name"))
    #expect(!JSONWriter.string(log).contains("text"))
  }
}
