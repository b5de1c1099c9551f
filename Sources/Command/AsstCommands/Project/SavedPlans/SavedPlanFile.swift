import Diagnostics
import OrderedCollections
import PlanRendering
import Planning
import ResourceModel
import StateStorage

/// The file of a saved plan as commands read and write it.
struct SavedPlanFile: Sendable {
  /// As the person typed it.
  let shown: String
  private let path: String

  init(_ shown: String, in context: CommandContext) {
    self.shown = shown
    path = context.resolve(shown)
  }

  /// Before anything is asked of a provider, so that the work is not for nothing. What exists and is no
  /// plan, such as the manifest or a lock file, is not replaced.
  func checkReplaceable() throws(CommandFailure) {
    let bytes: [UInt8]?
    do throws(FileError) {
      try PlanFile.checkReplaceable(path)
      bytes = try PlanFile.read(path)
    } catch {
      throw CommandFailure([SavedPlanProblems.unwritable(shown, error.reason)])
    }
    guard let bytes, !bytes.isEmpty else { return }
    let document = (try? JSONParser.parse(bytes))?.object
    guard document?["saved"] != nil, document?["resource_changes"] != nil else {
      let reason = "it holds something else than a plan, which is not replaced"
      throw CommandFailure([SavedPlanProblems.unwritable(shown, reason)])
    }
  }

  func write(_ reviewed: ReviewedPlan) throws(CommandFailure) {
    let document = SavedPlan.document(reviewed, toolVersion: Version.text)
    let bytes = JSONWriter.bytes(document, .indented) + [UInt8(ascii: "\n")]
    do throws(FileError) {
      try PlanFile.write(bytes, to: path)
    } catch {
      throw CommandFailure([SavedPlanProblems.unwritable(shown, error.reason)])
    }
  }

  func read() throws(CommandFailure) -> ReviewedPlan {
    let bytes: [UInt8]?
    do throws(FileError) {
      bytes = try PlanFile.read(path)
    } catch {
      throw CommandFailure([SavedPlanProblems.unreadable(shown, error.reason)])
    }
    guard let bytes else {
      throw CommandFailure([SavedPlanProblems.unreadable(shown, "there is no such file")])
    }
    let document: JSONValue
    do throws(JSONSyntaxError) {
      document = try JSONParser.parse(bytes)
    } catch {
      throw CommandFailure([
        bytes.first == UInt8(ascii: "{")
          ? SavedPlanProblems.damaged(shown, "\(error.reason), at byte \(error.offset)")
          : SavedPlanProblems.noPlan(shown, isEmpty: bytes.isEmpty)
      ])
    }
    do throws(SavedPlan.Fault) {
      return try SavedPlan.read(document)
    } catch {
      throw CommandFailure([SavedPlanProblems.of(error, in: shown)])
    }
  }
}
