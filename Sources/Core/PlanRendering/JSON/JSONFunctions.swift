import Diagnostics
import OrderedCollections
import ResourceModel

/// The verdicts on the functions of one attribute in the JSON plan, for policies to decide on.
enum JSONFunctions {
  /// `parts` tell where functions, and what changes in them, are written.
  static func value(_ verdicts: [FunctionVerdict], parts: WrittenParts) -> JSONValue {
    .array(verdicts.map { value($0, parts: parts) })
  }

  private static func value(_ verdict: FunctionVerdict, parts: WrittenParts) -> JSONValue {
    let source = { (path: ValuePath) in
      verdict.path.flatMap { parts.source(of: $0.appending(path)) }
    }
    var members: JSONObject = ["name": .string(verdict.name)]
    members["previous_name"] = verdict.previousName.map(JSONValue.string)
    members["change"] = .string(verdict.change.rawValue)
    members["verdict"] = .string(verdict.verdict.rawValue)
    if verdict.parametersText != nil {
      members["parameters"] = [
        "count": .integer(verdict.parameterCount),
        "unchanged": .integer(verdict.unchangedParameterCount),
      ]
    }
    members["source"] = JSONPlaces.value(source(ValuePath()))
    members["reasons"] = .array(
      verdict.reasons.map { reason in
        [
          "path": .string(reason.path.description), "verdict": .string(reason.effect.rawValue),
          "reason_text": .string(reason.message),
          "source": JSONPlaces.value(source(reason.path)),
        ]
      })
    return .object(members)
  }
}
