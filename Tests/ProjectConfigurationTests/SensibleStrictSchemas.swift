/// The same for `strict: true`, as the guides of hosts show them.
enum SensibleStrictSchemas {
  static let all: [String] = [
    #"""
    {
      "type": "object",
      "properties": {
        "location": {"type": "string", "description": "x"},
        "units": {"type": ["string", "null"], "enum": ["celsius", "fahrenheit"], "description": "u"}
      },
      "required": ["location", "units"],
      "additionalProperties": false
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {
        "name": {"type": "string"},
        "username": {"type": "string", "pattern": "^@[a-zA-Z0-9_]+$"},
        "email": {"type": "string", "format": "email"},
        "t": {"type": "number", "minimum": -130, "maximum": 130},
        "arr": {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 3}
      },
      "required": ["name", "username", "email", "t", "arr"],
      "additionalProperties": false
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {
        "steps": {"type": "array", "items": {"$ref": "#/$defs/step"}},
        "final": {"type": "string"}
      },
      "required": ["steps", "final"],
      "additionalProperties": false,
      "$defs": {
        "step": {
          "type": "object",
          "properties": {"explanation": {"type": "string"}, "output": {"type": "string"}},
          "required": ["explanation", "output"],
          "additionalProperties": false
        }
      }
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {"name": {"type": "string"}, "children": {"type": "array", "items": {"$ref": "#"}}},
      "required": ["name", "children"],
      "additionalProperties": false
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {
        "item": {
          "anyOf": [
            {
              "type": "object",
              "properties": {"kind": {"type": "string", "const": "a"}},
              "required": ["kind"],
              "additionalProperties": false
            },
            {
              "type": "object",
              "properties": {"kind": {"type": "string", "const": "b"}},
              "required": ["kind"],
              "additionalProperties": false
            }
          ]
        }
      },
      "required": ["item"],
      "additionalProperties": false
    }
    """#,
    #"""
    {"type": "object", "properties": {}, "required": [], "additionalProperties": false}
    """#,
    #"""
    {"type": "object", "properties": {}, "additionalProperties": false}
    """#,
    #"""
    {
      "type": "object",
      "properties": {"name": {"type": "string", "title": "Name"}},
      "required": ["name"],
      "additionalProperties": false,
      "title": "T"
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {"name": {"enum": ["a", "b"]}},
      "required": ["name"],
      "additionalProperties": false
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {"o": {"anyOf": [{"$ref": "#/$defs/o"}, {"type": "null"}], "description": "o"}},
      "required": ["o"],
      "additionalProperties": false,
      "$defs": {
        "o": {
          "type": "object",
          "properties": {"a": {"type": "integer"}},
          "required": ["a"],
          "additionalProperties": false
        }
      }
    }
    """#,
  ]
}
