"""Validates TOML scenarios against the JSON Schema with python3-jsonschema.

usage: schema_examples.py SCHEMA ACCEPTED_FOLDER REJECTED_FOLDER
Prints what is judged wrongly; exit code 1 if anything is, 77 without python3-jsonschema.
"""

import json
import pathlib
import sys
import tomllib

try:
    import jsonschema
except ImportError:
    print("python3-jsonschema is not installed")
    sys.exit(77)


def errors(validator, file):
    document = tomllib.loads(file.read_text())
    return [f"{'.'.join(map(str, e.path))}: {e.message[:200]}" for e in validator.iter_errors(document)]


def main():
    schema = json.loads(pathlib.Path(sys.argv[1]).read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    wrong = 0
    for file in sorted(pathlib.Path(sys.argv[2]).glob("*.toml")):
        for error in errors(validator, file):
            print(f"{file.name} is refused: {error}")
            wrong += 1
    for file in sorted(pathlib.Path(sys.argv[3]).glob("*.toml")):
        if not errors(validator, file):
            print(f"{file.name} is accepted")
            wrong += 1
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
