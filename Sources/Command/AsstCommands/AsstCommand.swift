package import ArgumentParser

/// `asst`: the tree of commands.
package struct AsstCommand: AsyncParsableCommand {
  package static let configuration: CommandConfiguration = CommandConfiguration(
    commandName: "asst",
    abstract: "AI assistants as code: declare them in YAML, review the plan, apply it.",
    discussion: """
      A project is a folder (assistants/ unless --config says otherwise) with a manifest, asst.yaml, \
      and YAML files that declare assistants and vector stores.

        asst init        make a project that plans and applies as it is
        asst validate    check it, offline
        asst fmt         put its YAML into canonical form
        asst plan        show what would change at the provider
        asst apply       make it so, and record the IDs in asst.TARGET.lock.json
        asst import      write YAML for an assistant or store that exists, and manage it
        asst doctor      say why plan or apply does not work
        asst recover     rebuild the lock file from what exists at the provider
        asst output      print the IDs that applications read
        asst explain     say what a field is, and show an example

      Exit status: 0 success; 1 an error; 2 changes, with `plan --detailed-exitcode` (drift, with \
      --only-drift); 64 wrong usage; 130 or 143 interrupted.
      """,
    version: Version.text,
    subcommands: [
      InitCommand.self, ValidateCommand.self, FormatCommand.self, PlanCommand.self,
      ShowCommand.self, ApplyCommand.self, DestroyCommand.self, ImportCommand.self,
      OutputCommand.self, StateCommand.self,
      DoctorCommand.self, ExplainCommand.self, SchemaCommand.self, RecoverCommand.self,
    ])

  package init() {}
}

/// The version of the tool.
enum Version {
  static let text = "0.1.0"
}
