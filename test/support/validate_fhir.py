"""Reads a FHIR R5 Bundle from the standard input and prints the types of its resources (see fhir-checks.ts)."""

import json
import sys

from fhir.resources.bundle import Bundle

bundle = Bundle.model_validate_json(sys.stdin.read())
print(json.dumps([each.resource.get_resource_type() for each in bundle.entry]))
