import dcmjs from '#dcmjs';

// dcmjs's warnings name no file; what is wrong with one is reported by our own errors.
dcmjs.log.setLevel('silent');
dcmjs.log.getLogger('validation.dcmjs').setLevel('silent');

export const { DicomDict, DicomMessage, DicomMetaDictionary } = dcmjs.data;
