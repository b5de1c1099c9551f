import AssistantsEmulator
import ResourceModel
import Testing

struct VectorStoreTests {
  private let fixture = Fixture()

  @Test func fillsDefaultsInTheServersOrder() {
    #expect(
      fixture.text("POST", "vector_stores", "{}")
        == #"{"id":"vs_6b49d200000000000000000000000002","object":"vector_store","#
        + #""created_at":1800000000,"name":null,"description":null,"usage_bytes":0,"#
        + #""file_counts":{"in_progress":0,"completed":0,"failed":0,"cancelled":0,"total":0},"#
        + #""status":"completed","expires_after":null,"expires_at":null,"#
        + #""last_active_at":1800000000,"metadata":{}}"#)
  }

  @Test func expiresAfterItsDays() {
    let id = fixture.create(
      #"{"expires_after":{"anchor":"last_active_at","days":1}}"#, in: "vector_stores")
    func member(_ key: String) -> JSONValue? {
      fixture.json("GET", "vector_stores/\(id)")[key]
    }
    #expect(member("expires_at") == 1_800_086_400)
    fixture.wait(seconds: 86_399)
    #expect(member("status") == "completed")
    fixture.wait(seconds: 1)
    #expect(member("status") == "expired")
    #expect(fixture.text("GET", "vector_stores").contains(#""status":"expired""#))
  }

  @Test func aWriteMovesItsExpiry() {
    let id = fixture.create(
      #"{"expires_after":{"anchor":"last_active_at","days":1}}"#, in: "vector_stores")
    fixture.wait(seconds: 100)
    let moved = fixture.json("POST", "vector_stores/\(id)", #"{"name":"n"}"#)
    #expect(moved["expires_at"] == 1_800_086_500)
    let cleared = fixture.json("POST", "vector_stores/\(id)", #"{"expires_after":null}"#)
    #expect(cleared["expires_at"]?.isNull == true)
  }

  @Test func filesAreIndexedAfterAWhile() {
    let (first, second) = (fixture.upload("a.md"), fixture.upload("b.md"))
    let made = fixture.json("POST", "vector_stores", #"{"file_ids":["\#(first)","\#(second)"]}"#)
    #expect(made["status"] == "in_progress")
    #expect(made["file_counts"]?["in_progress"] == 2)
    fixture.wait(seconds: 1)
    let later = fixture.json("GET", "vector_stores/\(made["id"]?.string ?? "")")
    #expect(later["status"] == "completed")
    #expect(later["file_counts"]?["completed"] == 2)
  }

  @Test func onlySomeMembersCanChange() {
    let id = fixture.create(
      #"{"name":"n","description":"d","metadata":{"a":"1"}}"#, in: "vector_stores")
    let changed = fixture.json(
      "POST", "vector_stores/\(id)", #"{"name":null,"metadata":{"a":null,"b":"2"}}"#)
    #expect(changed["name"]?.isNull == true)
    #expect(changed["description"] == "d")
    #expect(changed["metadata"] == ["b": "2"])
    for key in ["description", "file_ids", "chunking_strategy"] {
      #expect(
        fixture.refusal("POST", "vector_stores/\(id)", #"{"\#(key)":null}"#)
          == "400 \(key) unknown_parameter")
    }
  }
}
