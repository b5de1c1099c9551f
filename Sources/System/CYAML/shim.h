#ifndef ASST_CYAML_SHIM_H
#define ASST_CYAML_SHIM_H

#include <yaml.h>

// What an event carries lives in a union, discriminated by its type: one typed reader for each
// part, so that Swift never copies the union. Strings are borrowed: they die with the event.

static inline const unsigned char *asst_yaml_scalar_text(const yaml_event_t *event) {
  return event->data.scalar.value;
}

static inline size_t asst_yaml_scalar_length(const yaml_event_t *event) {
  return event->data.scalar.length;
}

static inline yaml_scalar_style_t asst_yaml_scalar_style(const yaml_event_t *event) {
  return event->data.scalar.style;
}

// The name of the node's anchor, or the name that an alias refers to; NULL without one.
static inline const char *asst_yaml_anchor(const yaml_event_t *event) {
  switch (event->type) {
  case YAML_ALIAS_EVENT:
    return (const char *)event->data.alias.anchor;
  case YAML_SCALAR_EVENT:
    return (const char *)event->data.scalar.anchor;
  case YAML_SEQUENCE_START_EVENT:
    return (const char *)event->data.sequence_start.anchor;
  case YAML_MAPPING_START_EVENT:
    return (const char *)event->data.mapping_start.anchor;
  default:
    return NULL;
  }
}

// The node's tag as libyaml resolved it (`tag:yaml.org,2002:str`, `!local`); NULL without one.
static inline const char *asst_yaml_tag(const yaml_event_t *event) {
  switch (event->type) {
  case YAML_SCALAR_EVENT:
    return (const char *)event->data.scalar.tag;
  case YAML_SEQUENCE_START_EVENT:
    return (const char *)event->data.sequence_start.tag;
  case YAML_MAPPING_START_EVENT:
    return (const char *)event->data.mapping_start.tag;
  default:
    return NULL;
  }
}

#endif
