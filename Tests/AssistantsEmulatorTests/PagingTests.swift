import AssistantsEmulator
import ResourceModel
import Testing

struct PagingTests {
  private let fixture = Fixture()

  private func page(_ query: String) -> (ids: [String], hasMore: Bool?) {
    let page = fixture.json("GET", "assistants", query: query)
    let ids = (page["data"]?.array ?? []).compactMap { $0["id"]?.string }
    #expect(page["first_id"]?.string == ids.first)
    #expect(page["last_id"]?.string == ids.last)
    return (ids, page["has_more"]?.bool)
  }

  @Test func anEmptyListNamesNothing() {
    #expect(
      fixture.text("GET", "assistants")
        == #"{"object":"list","data":[],"first_id":null,"last_id":null,"has_more":false}"#)
  }

  @Test func twentyOfTheNewestByDefault() {
    let ids = (0..<21).map { _ in fixture.create() }
    #expect(page("") == (ids.reversed().dropLast(), true))
  }

  @Test(arguments: ["asc", "desc"]) func everyObjectOnceInOrder(order: String) {
    var ids = (0..<7).map { _ in fixture.create() }
    if order == "desc" { ids.reverse() }
    #expect(page("order=\(order)&limit=3") == (Array(ids[0..<3]), true))
    #expect(page("order=\(order)&limit=3&after=\(ids[2])") == (Array(ids[3..<6]), true))
    #expect(page("order=\(order)&limit=3&after=\(ids[5])") == (Array(ids[6..<7]), false))
    #expect(page("order=\(order)&limit=3&after=\(ids[6])") == ([], false))
    #expect(page("order=\(order)&limit=3&before=\(ids[5])") == (Array(ids[2..<5]), true))
    #expect(page("order=\(order)&limit=3&before=\(ids[2])") == (Array(ids[0..<2]), false))
    #expect(
      page("order=\(order)&after=\(ids[1])&before=\(ids[5])") == (Array(ids[2..<5]), false))
    // Cursors that stand the wrong way round have nothing between them.
    #expect(page("order=\(order)&after=\(ids[5])&before=\(ids[1])") == ([], false))
  }

  @Test func deletedObjectsLeaveNoGap() {
    let ids = (0..<300).map { _ in fixture.create() }
    for id in ids where id != ids[7] && id != ids[150] && id != ids[299] {
      #expect(fixture.send("DELETE", "assistants/\(id)").status == 200)
    }
    #expect(page("order=asc&limit=2") == ([ids[7], ids[150]], true))
    #expect(page("order=asc&limit=2&after=\(ids[150])") == ([ids[299]], false))
    #expect(fixture.json("GET", "assistants/\(ids[150])")["id"] == .string(ids[150]))
    let newest = fixture.create()
    #expect(page("limit=2") == ([newest, ids[299]], true))
  }

  @Test func aClockThatGoesBackKeepsTheOrder() {
    let first = fixture.create()
    fixture.wait(seconds: -100)
    let second = fixture.create()
    #expect(page("order=asc").ids == [first, second])
    let created = fixture.json("GET", "assistants/\(second)")["created_at"]
    #expect(created == .integer(Fixture.start))
  }
}
