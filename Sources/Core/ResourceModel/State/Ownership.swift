/// Whose markers are ours: those of the project and the target, by the names that they have and by
/// those that they had before.
package struct Ownership: Sendable, Equatable {
  package var project: String
  package var target: String
  /// Oldest first.
  package var formerProjects: [String]
  /// Oldest first.
  package var formerTargets: [String]

  package init(
    project: String, target: String, formerProjects: [String] = [], formerTargets: [String] = []
  ) {
    self.project = project
    self.target = target
    self.formerProjects = formerProjects
    self.formerTargets = formerTargets
  }

  package func owns(_ marker: Marker) -> Bool {
    owns(project: marker.project, target: marker.target)
  }

  /// Whether a lock file or a marker with these names is ours.
  package func owns(project: String, target: String) -> Bool {
    (project == self.project || formerProjects.contains(project))
      && (target == self.target || formerTargets.contains(target))
  }

  /// Whether a marker says the names of today, so that it need not be written anew.
  package func isPresent(_ marker: Marker) -> Bool {
    marker.project == project && marker.target == target
  }
}
