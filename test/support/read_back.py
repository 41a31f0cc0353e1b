"""Prints the content of a DICOM file, as highdicom and pydicom read it, as JSON (see dicom-checks.ts)."""

import json
import sys

import highdicom as hd
import pydicom


def read_group(group):
    return {
        "tracking": group.tracking_identifier,
        "trackingUid": group.tracking_uid,
        "findingSites": [site.value.value for site in group.finding_sites],
        "measurements": [read_measurement(each) for each in group.get_measurements()],
        "evaluations": {
            each.name.value: each.value.value for each in group.get_qualitative_evaluations()
        },
    }


def read_measurement(measurement):
    return {
        "code": measurement.name.value,
        "value": measurement.value,
        "unit": measurement.unit.value,
        "derivation": measurement.derivation.meaning,
        "lines": [
            read_line(item)
            for item in measurement[0].ContentSequence
            if item.ValueType == "SCOORD"
        ],
    }


def read_line(item):
    (image,) = item.ContentSequence
    (cited,) = image.ReferencedSOPSequence
    frame = cited.get("ReferencedFrameNumber")
    return [
        cited.ReferencedSOPClassUID,
        cited.ReferencedSOPInstanceUID,
        None if frame is None else int(frame),
    ]


def read_observer(observer):
    kind = observer.observer_type.meaning
    name = observer.observer_identifying_attributes.name
    return [kind, str(name)]


dataset = pydicom.dcmread(sys.argv[1])
result = {
    "sopClass": dataset.SOPClassUID,
    "patientId": dataset.PatientID,
    "patientName": str(dataset.PatientName),
    "studyUid": dataset.StudyInstanceUID,
}
if dataset.Modality == "SR":
    report = hd.sr.Comprehensive3DSR.from_dataset(dataset).content
    result["groups"] = [read_group(group) for group in report.get_image_measurement_groups()]
    result["observers"] = [read_observer(each) for each in report.get_observer_contexts()]
else:
    pixels = dataset.pixel_array
    result["shape"] = pixels.shape
    result["edgeMeans"] = [float(frame[-40:].mean()) for frame in pixels]
print(json.dumps(result))
