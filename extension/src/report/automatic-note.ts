/** In every report that nobody has checked; it tells such a report when it is read back. */
export const automaticNote =
  'Read automatically; no person has checked it. Preliminary until a reader accepts it.';
