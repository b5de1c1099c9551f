/// Parameters with alternatives and conditions, as careful authors write them.
enum SensibleAlternatives {
  static let all: [String] = [
    #"""
    {
      "type": "object",
      "properties": {
        "shape": {
          "oneOf": [
            {
              "type": "object",
              "properties": {"kind": {"const": "circle"}, "r": {"type": "number", "exclusiveMinimum": 0}},
              "required": ["kind", "r"]
            },
            {
              "type": "object",
              "properties": {"kind": {"const": "box"}, "w": {"type": "number"}, "h": {"type": "number"}},
              "required": ["kind", "w", "h"]
            }
          ]
        }
      }
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {
        "shape": {
          "type": "object",
          "required": ["kind"],
          "properties": {"kind": {"enum": ["a", "b"]}},
          "oneOf": [
            {
              "properties": {"kind": {"const": "a"}, "x": {"type": "integer"}},
              "required": ["x"]
            },
            {"properties": {"kind": {"const": "b"}}}
          ]
        }
      }
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {
        "email": {"type": "string", "description": "x"},
        "phone": {"type": "string", "description": "x"}
      },
      "anyOf": [{"required": ["email"]}, {"required": ["phone"]}]
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {
        "a": {"type": "string", "description": "x"},
        "b": {"type": "string", "description": "x"}
      },
      "oneOf": [{"required": ["a"]}, {"required": ["b"]}]
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {
        "a": {"type": "string", "description": "x"},
        "b": {"type": "string", "description": "x"}
      },
      "not": {"required": ["a", "b"]}
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {"country": {"enum": ["US", "CA"]}, "zip": {"type": "string"}},
      "required": ["country"],
      "if": {"properties": {"country": {"const": "US"}}},
      "then": {"properties": {"zip": {"pattern": "^[0-9]{5}$"}}},
      "else": {"properties": {"zip": {"pattern": "^[A-Z]"}}, "required": ["zip"]}
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {
        "labels": {
          "type": "object",
          "additionalProperties": {"anyOf": [{"type": "string"}, {"type": "number"}]}
        }
      }
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {
        "note": {"anyOf": [{"type": "string"}, {"type": "null"}], "default": null, "title": "Note"}
      }
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {
        "type": {"type": "string"},
        "properties": {"type": "string"},
        "required": {"type": "string"},
        "items": {"type": "string"},
        "enum": {"type": "string"},
        "format": {"type": "string"},
        "title": {"type": "string"},
        "description": {"type": "string"},
        "default": {"type": "string"},
        "pattern": {"type": "string"},
        "const": {"type": "string"},
        "name": {"type": "string"},
        "strict": {"type": "string"},
        "$ref": {"type": "string"},
        "optional": {"type": "string"},
        "nullable": {"type": "string"},
        "id": {"type": "string"},
        "parameters": {"type": "string"},
        "examples": {"type": "string"},
        "not": {"type": "string"},
        "if": {"type": "string"},
        "anyOf": {"type": "string"},
        "minimum": {"type": "string"},
        "additionalProperties": {"type": "string"}
      },
      "required": ["type", "required"]
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {"u": {"anyOf": [{"const": "a", "type": "string"}, {"const": "b", "type": "string"}]}}
    }
    """#,
    #"""
    {
      "type": "object",
      "allOf": [
        {
          "type": "object",
          "properties": {"id": {"type": "string", "description": "x"}},
          "required": ["id"]
        }
      ],
      "properties": {"x": {"type": "string", "description": "x"}},
      "unevaluatedProperties": false
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {"a": {"type": "string", "description": "x"}},
      "allOf": [{"required": ["a"]}]
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {"v": {"type": "string", "anyOf": [{"format": "email"}, {"format": "uri"}]}}
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {"v": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}}
    }
    """#,
  ]
}
