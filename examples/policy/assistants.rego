# What no plan may do, whoever reviews it. See README.md.
package main

import rego.v1

# The models that may be used.
allowed_models := {"gpt-4o", "gpt-4o-mini", "gpt-4-turbo-preview"}

# A protected resource goes: `lifecycle: { protect: true }` now, or at the last apply.
deny contains message if {
	some resource in input.resource_changes
	"delete" in resource.change.actions
	resource.lifecycle.protect
	message := sprintf("%s is protected, and the plan would delete or replace it", [resource.address])
}

# A model outside of the list is set. What has one already and is not changed passes.
deny contains message if {
	some resource in input.resource_changes
	resource.kind == "assistant"
	model := resource.change.after.model
	not model in allowed_models
	message := sprintf("%s would use %s, which is not one of the allowed models", [resource.address, model])
}

# Worth a second look.
warn contains message if {
	some resource in input.resource_changes
	resource.drift
	message := sprintf("%s was changed outside, and the plan would undo that", [resource.address])
}
