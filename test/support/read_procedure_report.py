"""Prints the numbers of a TID 5200 report, as highdicom reads it, as JSON (see dicom-checks.ts)."""

import json
import sys

import highdicom as hd
import pydicom

NUMBER = hd.sr.ValueTypeValues.NUM
CODE = hd.sr.ValueTypeValues.CODE
CONTAINER = hd.sr.ValueTypeValues.CONTAINER


def read_number(section, item):
    codes = [each for each in item.ContentSequence if each.value_type == CODE]
    return {
        "section": section,
        "code": item.name.value,
        "value": float(item.value),
        "unit": item.unit.value,
        "codes": {each.name.meaning: each.value.meaning for each in codes},
    }


def read_section(section):
    site = next(each for each in section.ContentSequence if each.value_type == CODE)
    groups = [each for each in section.ContentSequence if each.value_type == CONTAINER]
    numbers = [each for group in groups for each in group.ContentSequence if each.value_type == NUMBER]
    return [read_number(site.value.meaning, each) for each in numbers]


report = hd.sr.ComprehensiveSR.from_dataset(pydicom.dcmread(sys.argv[1]))
sections = [each for each in report.content[0].ContentSequence if each.name and each.name.value == "59776-5"]
print(json.dumps([number for section in sections for number in read_section(section)]))
