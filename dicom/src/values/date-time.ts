/** DA, TM and DT values of one moment (PS3.5 6.2). */
export interface DicomDateTime {
  /** YYYYMMDD */
  readonly date: string;
  /** HHMMSS */
  readonly time: string;
  /** YYYYMMDDHHMMSS&ZZXX, with the offset from UTC. */
  readonly dateTime: string;
}

/**
 * The DICOM date and time of a moment.
 *
 * @param offset Timezone Offset From UTC (&ZZXX) of the data set that the values go into, to which all
 *   its dates and times are relative; the offset of this computer where absent or malformed
 */
export function dicomDateTime(moment: Date, offset?: string): DicomDateTime {
  const minutes = offsetMinutes(offset) ?? -moment.getTimezoneOffset();
  const [date, time] = new Date(moment.getTime() + minutes * 60_000)
    .toISOString()
    .replace(/\.\d+Z$/, '')
    .replace(/[-:]/g, '')
    .split('T');
  return { date, time, dateTime: `${date}${time}${offsetText(minutes)}` };
}

function offsetMinutes(offset: string | undefined): number | undefined {
  const [, sign, hours, minutes] = /^([+-])(\d{2})(\d{2})$/.exec(offset ?? '') ?? [];
  if (!sign) {
    return undefined;
  }
  return (sign === '-' ? -1 : 1) * (60 * Number(hours) + Number(minutes));
}

function offsetText(minutes: number): string {
  const twoDigits = (value: number) => String(value).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${twoDigits(Math.floor(size / 60))}${twoDigits(size % 60)}`;
}
