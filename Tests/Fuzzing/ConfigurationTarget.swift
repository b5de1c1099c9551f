import Diagnostics
import ProjectConfiguration

/// A configuration of any bytes is loaded, or it is said what is wrong with it.
func fuzzConfiguration(_ bytes: [UInt8]) {
  let loaded = ConfigurationLoader.load(
    from: FuzzedProject(bytes),
    ConfigurationRequest(
      variables: [("tone", "formal")], providers: ["assistants-v2", "other"],
      displayPrefix: "assistants/"))
  require(
    (loaded.configuration == nil) == loaded.diagnostics.hasErrors,
    "there is a configuration exactly when there is no error")
  checkFindings(loaded.diagnostics)
}
