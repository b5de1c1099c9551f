import Diagnostics

/// `include:` of the manifest: more files of resources, by path or pattern.
enum IncludeExpansion {
  static func paths(
    of include: Spanned<String>, _ library: FileLibrary, _ files: inout ResourceFiles,
    _ findings: Findings
  ) -> [ProjectPath] {
    guard let pattern = path(of: include, library, findings) else {
      files.expectMore()
      return []
    }
    guard let glob = Glob(pattern.description) else {
      InvalidPath.reportGlob(include.value, at: include.span, to: findings)
      files.expectMore()
      return []
    }
    let folder = Glob.fixedFolder(of: pattern)
    var found: [ProjectPath] = []
    do throws(SourceProblem) {
      found = try library.files(below: folder).filter {
        glob.matches($0) && ResourceFiles.isResourceFile($0)
      }
    } catch {
      // A folder that is not there holds no files; anything else is worth telling.
      if error != .missing { files.report(error, of: folder) }
    }
    if found.isEmpty { UnmatchedInclude.report(include.value, at: include.span, to: findings) }
    return found
  }

  private static func path(
    of include: Spanned<String>, _ library: FileLibrary, _ findings: Findings
  ) -> ProjectPath? {
    do throws(ProjectPath.Problem) {
      let path = try ProjectPath.resolve(include.value, from: .configurationFolder)
      if library.isInsideRoot(path) { return path }
      OutsideRoot.report(include.value, at: include.span, to: findings)
    } catch {
      InvalidPath.report(include.value, problem: error, at: include.span, to: findings)
    }
    return nil
  }
}
