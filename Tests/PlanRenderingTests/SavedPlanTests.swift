import FoundationEssentials
import OrderedCollections
import PlanRendering
import Planning
import ResourceModel
import TestSupport
import Testing

/// Plans as documents, and back.
@Suite struct SavedPlanTests {
  private static func plans() throws -> [(name: String, document: JSONValue)] {
    let tests = URL(filePath: #filePath).deletingLastPathComponent()
    return try ["Goldens", "Scenarios"].flatMap { folder in
      let folder = tests.appending(path: folder)
      return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        .compactMap { name -> (String, JSONValue)? in
          let file = folder.appending(path: "\(name)/plan.json")
          guard let data = try? Data(contentsOf: file) else { return nil }
          return (name, try JSONParser.parse(Array(data)))
        }
    }
  }

  @Test func jsonIsThePlan() throws {
    let plans = try Self.plans()
    #expect(plans.count > 5)
    for (name, document) in plans {
      let plan = try JSONPlanReader.plan(document)
      #expect(JSONPlanRenderer.render(plan) == document, "\(name)")
    }
  }

  /// Whatever texts of others, places and parts a plan holds.
  @Test(arguments: 0..<200 as Range<UInt64>) func aRandomPlanIsReadBack(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var plan = HostileWords.plan(using: &generator)
    for index in plan.changes.indices {
      // Before a create there is nothing.
      let isNew = plan.changes[index].action == .create
      if isNew { plan.changes[index].held = [] }
      for attribute in plan.changes[index].attributes.indices {
        if isNew { plan.changes[index].attributes[attribute].before = nil }
        plan.changes[index].attributes[attribute].parts = Self.parts(using: &generator)
        let first = Fixtures.place(HostileWords.text(3, using: &generator), 4)
        plan.changes[index].attributes[attribute].textOrigin =
          [
            nil, TextOrigin(first), TextOrigin(first, lines: [4, 4, 9]),
          ].randomElement(using: &generator) ?? nil
      }
    }
    let text = JSONWriter.string(JSONPlanRenderer.render(plan), .indented)
    let read = try JSONPlanReader.plan(JSONParser.parse(text))
    for (left, right) in zip(read.changes, plan.changes) { #expect(left == right) }
    #expect(read == plan)
  }

  private static func parts(using generator: inout SeededGenerator) -> WrittenParts {
    var parts = WrittenParts()
    for index in 0..<Int.random(in: 0...4, using: &generator) {
      let path = ValuePath([.index(index), .key(HostileWords.text(3, using: &generator))])
      let place = Fixtures.place("a.yaml", index + 1)
      parts.byPath[path] = WrittenPart(
        place, text: Bool.random(using: &generator) ? TextOrigin(place, lines: [1, 2]) : nil)
    }
    return parts
  }

  private static func reviewed() throws -> ReviewedPlan {
    let document = try #require(try plans().first { $0.name == "actions" }?.document)
    let plan = try JSONPlanReader.plan(document)
    var options = PlanOptions()
    options.only = [Fixtures.assistant("sales"), Fixtures.store("manuals")]
    options.replacing = [Fixtures.store("manuals")]
    options.excluding = [Fixtures.assistant("other")]
    options.prunes = true
    options.allowsMassChange = true
    var fingerprints: [ChangeKey: ChangeFingerprint] = [:]
    for (index, change) in plan.effective.enumerated() {
      fingerprints[change.key] = ChangeFingerprint(
        desired: index.isMultiple(of: 2) ? Digest(of: "desired \(index)".utf8) : nil,
        observed: Digest(of: "observed \(index)".utf8))
    }
    return ReviewedPlan(
      plan: plan,
      request: PlanRequest(
        options: options, configuration: "infra", looksAtAllFiles: true,
        variables: ["tone": "f\u{202E}ormal", "b": ""]),
      fingerprints: fingerprints, lockSerial: 7)
  }

  @Test func whatIsSavedIsReadBack() throws {
    let reviewed = try Self.reviewed()
    let document = SavedPlan.document(reviewed, toolVersion: "1.2.3")
    let text = JSONWriter.string(document, .indented)
    #expect(!text.contains("\u{202E}"))
    #expect(try SavedPlan.read(JSONParser.parse(text)) == reviewed)
    #expect(try JSONPlanReader.plan(document) == reviewed.plan)
  }

  private func fault(_ document: JSONValue) -> SavedPlan.Fault? {
    do throws(SavedPlan.Fault) {
      _ = try SavedPlan.read(document)
      return nil
    } catch {
      return error
    }
  }

  /// Every value of the document counts, down to the last leaf.
  @Test func anyEditIsSeen() throws {
    let document = SavedPlan.document(try Self.reviewed(), toolVersion: "1.2.3")
    let edits =
      Self.edits(of: document)
      + Self.reorderings(of: document)
    #expect(edits.count > 220)
    for edited in edits {
      guard let fault = fault(edited) else {
        Issue.record("taken: \(JSONWriter.string(edited, .compact).prefix(200))")
        continue
      }
      if case .malformed(let reason) = fault, !reason.hasPrefix("saved.format ") {
        Issue.record("the checksum did not see it")
      }
    }
  }

  /// The document with the keys of one object the other way round, for each object that has several.
  private static func reorderings(of value: JSONValue) -> [JSONValue] {
    switch value {
    case .object(let members):
      let within = members.flatMap { name, member in
        reorderings(of: member).map { value -> JSONValue in
          var members = members
          members[name] = value
          return .object(members)
        }
      }
      guard members.count > 1 else { return within }
      return within + [.object(JSONObject(uniqueKeysWithValues: members.elements.reversed()))]
    case .array(let items):
      return items.indices.flatMap { index in
        reorderings(of: items[index]).map { value -> JSONValue in
          var items = items
          items[index] = value
          return .array(items)
        }
      }
    case .string, .number, .bool, .null: return []
    }
  }

  /// The document with one leaf changed, for each leaf.
  private static func edits(of value: JSONValue) -> [JSONValue] {
    switch value {
    case .object(let members):
      return members.flatMap { name, member in
        edits(of: member).map { edited in
          var members = members
          members[name] = edited
          return .object(members)
        }
      }
    case .array(let items):
      return items.indices.flatMap { index in
        edits(of: items[index]).map { edited in
          var items = items
          items[index] = edited
          return .array(items)
        }
      }
    case .string(let text): return [.string(text + " ")]
    case .bool(let flag): return [.bool(!flag)]
    case .number, .null: return [.string("else")]
    }
  }

  @Test func whatIsNoSavedPlanIsSaid() throws {
    let reviewed = try Self.reviewed()
    let document = SavedPlan.document(reviewed, toolVersion: "1.2.3")
    #expect(fault(JSONPlanRenderer.render(reviewed.plan)) == .notSaved)
    for other: JSONValue in [[], [:], "text", ["saved": [:]]] { #expect(fault(other) == .notSaved) }
    var members = try #require(document.object)
    var saved = try #require(members["saved"]?.object)
    saved["format"] = .integer(SavedPlan.format + 1)
    members["saved"] = .object(saved)
    #expect(fault(.object(members)) == .newerFormat(SavedPlan.format + 1))
    saved["format"] = 0
    members["saved"] = .object(saved)
    #expect(fault(.object(members)) == .otherFormat(0))
    for text in ["1.0", "1e0", "0.1e1"] {
      saved["format"] = .number(JSONNumber(validated: text))
      members["saved"] = .object(saved)
      #expect(fault(.object(members)) == .malformed("saved.format is no integer"), "\(text)")
    }
  }

  @Test func filesAreInTheDocument() throws {
    let file = DesiredFile(
      path: "knowledge/a.md", name: "a.md", size: 3, content: Digest(of: "abc".utf8),
      attributes: ["topic": "x"], chunking: ["max_chunk_size_tokens": 800])
    var change = FileChange(.replace, .changed, path: file.path, name: file.name, file: nil)
    change.desired = file
    change.size = 3
    change.previous = "file-old"
    var again = FileChange(.reattach, .failed("broken"), path: "b.md", name: "b.md", file: "file-b")
    again.attributesBefore = ["year": 2026]
    let detached = FileChange(.detach, .undeclared, path: nil, name: nil, file: "file-c")
    var store = ResourceChange(
      address: Fixtures.store("manuals"), kind: ResourceKind("vector_store"), action: .update,
      reason: .configurationChanged, id: "vs_1")
    store.files = FileChanges(
      changes: [change, again, detached], foreign: ["file-theirs"], areMembers: true)
    store.isProtected = true
    var assistant = Fixtures.update("support", [])
    assistant.attributes = [
      AttributeChange(
        path: AttributePath("code_interpreter.files"), before: ["file-1"],
        after: .files([
          PlannedFile(path: "d.csv", name: "d.csv", content: Digest(of: "d".utf8), id: nil)
        ]), cause: .drift)
    ]
    var plan = Fixtures.plan([store, assistant])
    plan.fileDeletions = [
      PlannedFileDeletion(id: "file-old", identity: nil),
      PlannedFileDeletion(
        id: "file-o", identity: FileIdentity(name: "o.md", content: Digest(of: "o".utf8))),
    ]
    #expect(try JSONPlanReader.plan(JSONPlanRenderer.render(plan)) == plan)
  }
}
