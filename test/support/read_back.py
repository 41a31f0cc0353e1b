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
        "regions": [
            read_line(item) for item in group[0].ContentSequence if item.ValueType == "SCOORD"
        ],
        "evaluations": {
            each.name.value: each.value.value for each in group.get_qualitative_evaluations()
        },
    }


def read_measurement(measurement):
    return {
        "code": measurement.name.value,
        "value": measurement.value,
        "unit": measurement.unit.value,
        "derivation": measurement.derivation.meaning if measurement.derivation else None,
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


def measurement_groups(dataset):
    (container,) = (
        item
        for item in dataset.ContentSequence
        if item.ConceptNameCodeSequence[0].get("CodeValue") == "126010"
    )
    return container.ContentSequence


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
    # In the order of the report: highdicom returns them by kind.
    groups = report.get_planar_roi_measurement_groups() + report.get_image_measurement_groups()
    order = [
        next(part.UID for part in item.ContentSequence if part.ValueType == "UIDREF")
        for item in measurement_groups(dataset)
    ]
    result["groups"] = sorted(map(read_group, groups), key=lambda one: order.index(one["trackingUid"]))
    result["observers"] = [read_observer(each) for each in report.get_observer_contexts()]
else:
    pixels = dataset.pixel_array
    result["shape"] = pixels.shape
    result["edgeMeans"] = [float(frame[-40:].mean()) for frame in pixels]
print(json.dumps(result))
