/// Parameters as careful authors write them, with whatever JSON Schema has for values.
enum SensibleValues {
  static let all: [String] = [
    #"""
    {"type": "object", "properties": {"extra": {"type": "object"}}}
    """#,
    #"""
    {
      "type": "object",
      "properties": {"note": {"type": ["string", "null"], "default": null, "maxLength": 100}}
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {"size": {"type": ["string", "null"], "enum": ["s", "m", null]}}
    }
    """#,
    #"""
    {"type": "object", "properties": {"size": {"enum": ["s", 1, null, true]}}}
    """#,
    #"""
    {
      "type": "object",
      "properties": {
        "p": {
          "type": "number",
          "minimum": 1000.0,
          "maximum": 1000000.0,
          "default": 1000.0,
          "multipleOf": 0.01
        }
      }
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {"p": {"type": "integer", "enum": [1, 2, 3], "default": 2}}
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {"p": {"type": "integer", "default": 5.0, "maximum": 1000.0}}
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {
        "date": {"type": "string", "format": "date"},
        "time": {"type": "string", "format": "time"},
        "date_time": {"type": "string", "format": "date-time"},
        "email": {"type": "string", "format": "email"},
        "uri": {"type": "string", "format": "uri"},
        "uuid": {"type": "string", "format": "uuid"},
        "ipv4": {"type": "string", "format": "ipv4"},
        "ipv6": {"type": "string", "format": "ipv6"},
        "hostname": {"type": "string", "format": "hostname"},
        "duration": {"type": "string", "format": "duration"},
        "regex": {"type": "string", "format": "regex"},
        "json_pointer": {"type": "string", "format": "json-pointer"},
        "iri": {"type": "string", "format": "iri"},
        "uri_template": {"type": "string", "format": "uri-template"},
        "idn_email": {"type": "string", "format": "idn-email"},
        "int64": {"type": "string", "format": "int64"},
        "binary": {"type": "string", "format": "binary"},
        "byte": {"type": "string", "format": "byte"},
        "password": {"type": "string", "format": "password"},
        "phone": {"type": "string", "format": "phone"},
        "credit_card": {"type": "string", "format": "credit-card"}
      }
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {
        "p": {"type": "integer", "format": "int32"},
        "q": {"type": "number", "format": "double"}
      }
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {
        "properties": {"type": "object", "properties": {"type": {"type": "string"}}},
        "items": {
          "type": "array",
          "items": {"type": "object", "properties": {"required": {"type": "boolean"}}}
        }
      }
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {"required": {"type": "boolean"}, "optional": {"type": "boolean", "default": true}}
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {
        "point": {
          "type": "array",
          "prefixItems": [{"type": "number"}, {"type": "number"}],
          "items": false
        }
      }
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {
        "tags": {
          "type": "array",
          "items": {"type": "string"},
          "contains": {"const": "x"},
          "minContains": 1,
          "uniqueItems": true
        }
      }
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {"anything": true, "never": false, "arr": {"type": "array", "items": true}}
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {"anything": {}, "desc": {"description": "Any JSON value"}}
    }
    """#,
    #"""
    {"type": "object", "properties": {}}
    """#,
    #"""
    {"type": "object"}
    """#,
    #"""
    {
      "type": "object",
      "properties": {"a": {"type": "string", "description": "x"}},
      "$comment": "internal",
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "https://example.com/s",
      "title": "A"
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {
        "old": {
          "type": "string",
          "deprecated": true,
          "readOnly": true,
          "writeOnly": false,
          "examples": ["a", "b"]
        }
      }
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {
        "img": {"type": "string", "contentEncoding": "base64", "contentMediaType": "image/png"}
      }
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {"a": {"type": "string", "x-order": 1, "x-ui": {"widget": "text"}}}
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {"a": {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 5}}
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {
        "v": {
          "type": ["string", "array"],
          "items": {"type": "string"},
          "minLength": 1,
          "minItems": 1
        }
      }
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {
        "v": {
          "type": ["object", "array", "null"],
          "properties": {"a": {"type": "string", "description": "x"}},
          "items": {"type": "string"}
        }
      }
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {
        "v": {
          "type": ["string", "number", "boolean", "object", "array", "null"],
          "description": "any JSON value"
        }
      }
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {
        "c": {
          "type": "string",
          "enum": ["USD", "EUR", "no", "yes", "on", "off", "1", "1.0", "null", "true"]
        }
      }
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {"lat": {"type": "number", "minimum": -90, "maximum": 90, "examples": [52.5, -33]}}
    }
    """#,
    #"""
    {"type": "object", "properties": {"v": {"const": "v1"}, "n": {"const": null}}}
    """#,
    #"""
    {"type": "object", "properties": {"v": {"type": "string", "title": ""}}}
    """#,
    #"""
    {
      "type": "object",
      "properties": {"m": {"type": "array", "items": {"type": "array", "items": {"type": "number"}}}}
    }
    """#,
    #"""
    {"type": "object", "properties": {"m": {"type": "array", "items": {}}}}
    """#,
    #"""
    {
      "type": "object",
      "properties": {
        "o": {
          "type": "object",
          "properties": {"a": {"type": "integer", "default": 1}},
          "default": {}
        }
      }
    }
    """#,
    #"""
    {
      "type": "object",
      "properties": {
        "min": {"type": "number"},
        "max": {"type": "number"},
        "length": {"type": "integer"},
        "options": {"type": "array", "items": {"type": "string"}},
        "values": {"type": "object", "properties": {"a": {"type": "string", "description": "x"}}}
      }
    }
    """#,
  ]
}
