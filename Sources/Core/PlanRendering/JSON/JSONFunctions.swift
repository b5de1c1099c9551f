import OrderedCollections
import ResourceModel

/// The verdicts on the functions of one attribute in the JSON plan, for policies to decide on.
enum JSONFunctions {
  static func value(_ verdicts: [FunctionVerdict]) -> JSONValue { .array(verdicts.map(verdict)) }

  private static func verdict(_ verdict: FunctionVerdict) -> JSONValue {
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
    members["reasons"] = .array(
      verdict.reasons.map { reason in
        [
          "path": .string(reason.path), "verdict": .string(reason.effect.rawValue),
          "reason_text": .string(reason.message),
        ]
      })
    return .object(members)
  }
}
