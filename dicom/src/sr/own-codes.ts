import { coding } from './coding';

/** Coding scheme of what no standard has a code for. */
export const ownScheme = '99ECHONET';

const own = coding(ownScheme);

/** Private codes by which programs recognise what a reader did with a report of this software. */
export const ECHONET = {
  readerDecision: own('reader-decision', "Reader's decision on the result"),
  accepted: own('accepted', 'Accepted by the reader'),
  rejected: own('rejected', 'Rejected by the reader'),
  undecided: own('undecided', 'Not decided by the reader'),

  valueOrigin: own('value-origin', 'How the value came about'),
  fromContours: own('contours', 'Measured from contours drawn by software'),
  fromEditedContours: own(
    'edited-contours',
    'Measured from contours or beats edited by the reader',
  ),
  typed: own('typed', 'Typed by the reader'),

  contourOrigin: own('contour-origin', 'How the contour came about'),
  contourBySoftware: own('by-software', 'Drawn by software'),
  contourByReader: own('by-reader', 'Edited by the reader'),
} as const;
