import Diagnostics
import ProjectConfiguration
import Testing

/// Tool definitions as people paste them, and good ones, which are left in peace.
struct PastedSchemaTests {
  private func tool(_ json: String) -> MarkedProject {
    MarkedProject([
      "main.yaml": "assistants: { a: { model: m, tools: [{ function: { file: f.json } }] } }\n",
      "f.json": json,
    ])
  }

  @Test func pythonTypesAndFlags() {
    tool(
      """
      {
        "name": "send_email",
        "description": "Send an email",
        "parameters": {
          "type": ⟦080 "dict"⟧,
          "properties": {
            "to": {"type": ⟦080 "List[str]"⟧, "description": "Recipients", ⟦081 "required": true⟧},
            "cc": {"type": ⟦080 "Optional[str]"⟧, "default": null},
            "body": {"type": ⟦080 "str"⟧, ⟦081 "required": true⟧},
            "priority": {"type": ⟦080 "int"⟧, "enum": ["1", "2"]}
          }
        }
      }
      """
    ).check()
  }

  @Test func argumentsAsAFrameworkLists() {
    tool(
      """
      {
        "name": ⟦045 "search.web"⟧,
        "parameters": {
          ⟦078 "query"⟧: {"title": "Query", "type": "string"},
          "num_results": {"title": "Num Results", "type": "integer", "default": ⟦084 "5"⟧}
        }
      }
      """
    ).check()
  }

  @Test func schemaOfOpenAPI() {
    tool(
      """
      {
        "name": "create_pet",
        "parameters": {
          "type": "object",
          "required": ["name"],
          "properties": {
            "id": {"type": "integer", "format": "int64", ⟦088 "example"⟧: 10},
            "name": {"type": "string", ⟦082 "nullable": true⟧},
            "category": {"$ref": ⟦092 "#/components/schemas/Category"⟧},
            "price": {"type": "number", "minimum": 0, ⟦087 "exclusiveMinimum": true⟧}
          },
          ⟦088 "xml"⟧: {"name": "pet"},
          ⟦088 "discriminator"⟧: {"propertyName": "kind"}
        }
      }
      """
    ).check()
  }

  @Test func exportOfPydantic() {
    tool(
      """
      {
        "name": "plan",
        "parameters": {
          "$defs": {
            "Step": {
              "properties": {
                "text": {"title": "Text", "type": "string"},
                "next": {"anyOf": [{"$ref": "#/$defs/Step"}, {"type": "null"}], "default": null}
              },
              "required": ["text"], "title": "Step", "type": "object"
            },
            "Unit": {"enum": ["c", "f"], "title": "Unit", "type": "string"}
          },
          "properties": {
            "steps": {"items": {"$ref": "#/$defs/Step"}, "title": "Steps", "type": "array"},
            "unit": {"$ref": "#/$defs/Unit", "default": "c", "description": "The unit"},
            "limit": {"anyOf": [{"type": "integer"}, {"type": "null"}], "default": null}
          },
          "required": ["steps"], "title": "Plan", "type": "object"
        }
      }
      """
    ).check()
  }

  @Test func goodSchemas() {
    tool(
      """
      {
        "name": "everything",
        "parameters": {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "$comment": "all of it", "title": "T", "description": "D", "type": "object",
          "properties": {
            "required": {"type": "boolean"}, "type": {"type": "string"}, "optional": {"type": "string"},
            "default": {"type": "integer", "default": 3}, "properties": {"type": "object"},
            "enum": {"type": "string", "enum": ["a", "b"]}, "items": {"type": "string"},
            "nullable": {"type": ["string", "null"], "default": null}, "$ref": {"type": "string"},
            "id": {"type": "string", "format": "uuid", "minLength": 1, "maxLength": 36},
            "n": {"type": "number", "minimum": 0, "exclusiveMaximum": 10, "multipleOf": 0.5},
            "list": {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 3,
              "uniqueItems": true, "contains": {"const": "x"}, "minContains": 0},
            "pair": {"type": "array", "prefixItems": [{"type": "string"}, true], "items": false},
            "map": {"type": "object", "additionalProperties": {"type": "integer"}, "required": ["k"],
              "propertyNames": {"pattern": "^[a-z]+$"}, "minProperties": 1},
            "by": {"type": "object", "patternProperties": {"^x": {"type": "string"}},
              "required": ["x1"], "unevaluatedProperties": false},
            "anything": {}, "yes": true, "no": false, "note": {"description": "any value"},
            "tree": {"$ref": "#/$defs/node"}, "self": {"$ref": "#"},
            "either": {"oneOf": [{"type": "string"}, {"type": "object",
              "properties": {"a": {"type": "string"}}, "required": ["a"]}]},
            "not": {"not": {"type": "null"}}, "old": {"type": "string", "deprecated": true,
              "readOnly": true, "examples": ["x"], "contentMediaType": "text/html", "x-order": 1},
            "both": {"allOf": [{"$ref": "#/$defs/node"}, {"required": ["value"]}]}
          },
          "dependentRequired": {"id": ["n"]},
          "dependentSchemas": {"id": {"properties": {"n": {"minimum": 1}}}},
          "if": {"properties": {"type": {"const": "a"}}, "required": ["type"]},
          "then": {"required": ["id"]}, "else": {"properties": {"id": false}},
          "required": ["required", "type"], "additionalProperties": false,
          "$defs": {"node": {"type": "object", "properties": {"value": {"type": "string"},
            "children": {"type": "array", "items": {"$ref": "#/$defs/node"}}}}}
        }
      }
      """
    ).check()
  }

  @Test func goodStrictSchemas() {
    tool(
      """
      {
        "name": "strict", "strict": true,
        "parameters": {
          "type": "object", "additionalProperties": false, "required": ["a", "b", "c", "d", "e"],
          "properties": {
            "a": {"type": ["string", "null"], "pattern": "^a", "description": "A"},
            "b": {"type": "array", "items": {"$ref": "#/$defs/x"}, "minItems": 1},
            "c": {"anyOf": [{"type": "string"}, {"type": "integer", "minimum": 0}]},
            "d": {"type": "string", "enum": ["x", "y"]}, "e": {"$ref": "#"}
          },
          "$defs": {"x": {"type": "object", "properties": {"k": {"const": "v", "type": "string"}},
            "required": ["k"], "additionalProperties": false}}
        }
      }
      """
    ).check()
  }
}
