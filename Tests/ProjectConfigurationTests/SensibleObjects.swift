/// Parameters of objects with rules for their members, as careful authors write them.
enum SensibleObjects {
  static let all: [String] = [
    #"""
    {
      "type": "object",
      "properties": {
        "card": {"type": "string", "description": "x"},
        "address": {"type": "string", "description": "x"}
      },
      "dependentRequired": {"card": ["address"]}
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {"card": {"type": "string", "description": "x"}},
      "dependentSchemas": {
        "card": {
          "properties": {"address": {"type": "string", "description": "x"}},
          "required": ["address"]
        }
      }
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {"labels": {"type": "object", "additionalProperties": {"type": "string"}}}
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {"extra": {"type": "object", "additionalProperties": true}}
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {
        "env": {
          "type": "object",
          "patternProperties": {"^[A-Z_]+$": {"type": "string"}},
          "additionalProperties": false
        }
      }
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {
        "env": {"type": "object", "propertyNames": {"pattern": "^[a-z]+$"}, "minProperties": 1}
      }
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {
        "env": {
          "type": "object",
          "propertyNames": {"maxLength": 20},
          "additionalProperties": {"type": "integer"}
        }
      }
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {"env": {"type": "object", "propertyNames": {"enum": ["a", "b"]}}}
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {
        "größe": {"type": "string"},
        "名前": {"type": "string", "description": "お名前"},
        "имя": {"type": "string", "description": "x"},
        "prénom": {"type": "string", "description": "x"}
      },
      "required": ["größe", "名前"]
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {
        "user-id": {"type": "string", "description": "x"},
        "user.name": {"type": "string", "description": "x"},
        "@type": {"type": "string", "description": "x"},
        "$filter": {"type": "string", "description": "x"},
        "a b": {"type": "string", "description": "x"}
      },
      "required": ["user-id", "$filter"]
    }
    """#,
    #"""
    {"type": "object", "properties": {}, "required": [], "additionalProperties": false}
    """#,
    #"""
    {
      "type": "object",
      "properties": {
        "q": {"type": "string", "minLength": 1},
        "n": {"type": "integer", "exclusiveMinimum": 0, "maximum": 9007199254740991, "default": 10},
        "sort": {"type": "string", "enum": ["asc", "desc"], "default": "asc"},
        "rec": {"type": "object", "propertyNames": {"type": "string"}, "additionalProperties": {}}
      },
      "required": ["q"],
      "additionalProperties": false,
      "$schema": "http://json-schema.org/draft-07/schema#"
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {"city": {"type": "string", "description": "x"}},
      "examples": [{"city": "Berlin"}, {"city": "Paris"}],
      "required": ["city"]
    }
    """#,
    #"""
    {"type": "object", "required": ["a"], "additionalProperties": {"type": "string"}}
    """#,
    #"""
    {"type": "object", "required": ["ab"], "patternProperties": {"^a": {"type": "string"}}}
    """#,
    #"""
    {
      "type": "object",
      "properties": {
        "rows": {
          "type": "array",
          "items": {"type": "object", "properties": {"id": {"type": "integer"}}, "required": ["id"]}
        }
      }
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {
        "address": {
          "type": "object",
          "properties": {"street": {"type": "string", "description": "x"}},
          "required": ["street"]
        },
        "street": {"type": "string", "description": "x"}
      },
      "required": ["street"]
    }
    """#,
  ]
}
