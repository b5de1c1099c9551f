import OrderedCollections
import ResourceModel
import Testing

struct MarkerTests {
  private static let schema = ResourceSchema.assistant

  private static func digests(_ paths: [AttributePath]) -> [AttributePath: Digest] {
    Dictionary(uniqueKeysWithValues: paths.map { ($0, Digest(of: $0.description.utf8)) })
  }

  private static func marker(_ baseline: Baseline = Baseline()) -> Marker {
    Marker(
      project: "acme-shop", target: "production",
      address: Address(collection: "assistants", key: "support"), nonce: "n0nce", baseline: baseline
    )
  }

  private static func metadata(_ key: String) -> AttributePath {
    AttributePath("metadata", key: key)
  }

  @Test func textOfAMarker() {
    let baseline = Baseline(
      [AttributePath("name"): Digest(of: "a"), AttributePath("model"): Digest(of: "b")],
      schema: Self.schema)
    let (a, b) = (Digest(of: "a" as JSONValue).short, Digest(of: "b" as JSONValue).short)
    #expect(
      Self.marker(baseline).text == "asst1:acme-shop/production:assistants.support:n0nce:n\(a)o\(b)"
    )
  }

  @Test func aMarkerReadsBackTheSame() {
    for paths in [
      [], [AttributePath("name")], [Self.metadata("team")],
      Self.schema.attributes.filter { !$0.isMap }.map { AttributePath($0.name) }
        + (0..<14).map { Self.metadata("key\($0)") },
    ] {
      let marker = Self.marker(Baseline(Self.digests(paths), schema: Self.schema))
      #expect(Marker(marker.text) == marker)
      #expect(MarkerReading(marker.text) == .marker(marker))
    }
  }

  @Test(arguments: [
    "", "asst", "asst1:", "asst2:a/b:assistants.x:n:", "asst1:a/b:assistants.x:n",
    "asst1:a:assistants.x:n:",
    "asst1:a/b/c:assistants.x:n:", "asst1:A/b:assistants.x:n:", "asst1:/b:assistants.x:n:",
    "asst1:a/b:assistants:n:", "asst1:a/b:assistants.x y:n:", "asst1:a/b:assistants.x::",
    "asst1:a/b:assistants.x:n:n", "asst1:a/b:assistants.x:n:n1234567",
    "asst1:a/b:assistants.x:n:n1234567g",
    "asst1:a/b:assistants.x:n:1aaaaaaaa", "asst1:a/b:assistants.x:n:m123412345",
    "asst1:a/b:assistants.x:n:é12345678",
    "asst1:a/b:assistants.x:n:n12345678:", " asst1:a/b:assistants.x:n:",
    "asst1:a/b:assistants.x:n:\n",
  ])
  func whatIsNoMarker(_ text: String) {
    #expect(Marker(text) == nil)
    #expect(MarkerReading(text) == .unreadable)
  }

  @Test func nothingIsAbsent() {
    #expect(MarkerReading(nil) == .absent)
  }

  /// Names of forty, a key of 64 characters, every attribute and every key that metadata has room for.
  @Test(arguments: ResourceCatalogue.standard.schemas.map(\.collection), [16, 32, 64])
  func theLongestMarkerFitsIntoMetadata(collection: String, nonceLength: Int) throws {
    let schema = try #require(ResourceCatalogue.standard.schema(collection: collection))
    let paths =
      schema.attributes.filter { !$0.isMap }.map { AttributePath($0.name) }
      + (0..<14).map { Self.metadata("key\($0)") }
    let name = String(repeating: "a", count: 40)
    let marker = Marker(
      project: name, target: name,
      address: Address(collection: collection, key: String(repeating: "k", count: 64)),
      nonce: String(repeating: "f", count: nonceLength),
      baseline: Baseline(Self.digests(paths), schema: schema))
    #expect(marker.text.utf8.count <= 512)
    let read = try #require(Marker(marker.text))
    #expect(read.nonce == marker.nonce)
    for path in paths where path.key == nil {
      #expect(
        read.baseline.digits(of: path, schema: schema) == Digest(of: path.description.utf8).short)
    }
    if nonceLength <= 32 {
      #expect(read.baseline == marker.baseline, "with a nonce of usual length nothing is shared")
    }
  }

  @Test func keysThatDoNotFitShareOneDigest() {
    let paths = (0..<4).map { Self.metadata("key\($0)") } + [AttributePath("name")]
    let baseline = Baseline(Self.digests(paths), schema: Self.schema)
    #expect(baseline.text(within: 9 + 4 * 13).utf8.count == 9 + 4 * 13)
    let shared = baseline.text(within: 9 + 4 * 13 - 1)
    #expect(shared.utf8.count == 18)
    let read = Baseline(shared)
    #expect(read?.declares(AttributePath("name"), schema: Self.schema) == true)
    #expect(
      read?.declares(Self.metadata("key0"), schema: Self.schema) == nil, "only the lock can say")
    #expect(read?.digits(of: Self.metadata("key0"), schema: Self.schema) == nil)
  }

  @Test func keysWhoseCodesCollideShareOneDigest() throws {
    var seen: [String: String] = [:]
    var pair: (String, String)?
    for number in 0..<5_000 where pair == nil {
      let code = String(Digest(of: "k\(number)".utf8).hexadecimal.prefix(4))
      if let earlier = seen.updateValue("k\(number)", forKey: code) {
        pair = (earlier, "k\(number)")
      }
    }
    let (one, other) = try #require(pair)
    let baseline = Baseline(
      Self.digests([Self.metadata(one), Self.metadata(other)]), schema: Self.schema)
    #expect(baseline.declares(Self.metadata(one), schema: Self.schema) == nil)
    #expect(baseline.text(within: 512).hasPrefix("M"))
  }

  @Test func whatIsDeclaredIsKnownByKey() {
    let baseline = Baseline(
      Self.digests([Self.metadata("team"), AttributePath("name")]), schema: Self.schema)
    #expect(baseline.declares(Self.metadata("team"), schema: Self.schema) == true)
    #expect(baseline.declares(Self.metadata("owner"), schema: Self.schema) == false)
    #expect(baseline.declares(AttributePath("model"), schema: Self.schema) == false)
    #expect(baseline.declares(AttributePath("unknown"), schema: Self.schema) == nil)
  }

  @Test func whatAWriteLeavesAsItWasKeepsItsDigest() {
    let paths = [AttributePath("name"), Self.metadata("team")]
    let earlier = Baseline(Self.digests(paths), schema: Self.schema)
    var later = Baseline(Self.digests([AttributePath("model")]), schema: Self.schema)
    for path in paths + [AttributePath("instructions")] {
      later.carry(path, from: earlier, schema: Self.schema)
    }
    for path in paths {
      #expect(
        later.digits(of: path, schema: Self.schema) == earlier.digits(of: path, schema: Self.schema)
      )
    }
    #expect(later.declares(AttributePath("model"), schema: Self.schema) == true)
    #expect(later.declares(AttributePath("instructions"), schema: Self.schema) == false)
  }
}
