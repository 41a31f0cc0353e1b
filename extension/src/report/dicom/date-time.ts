/** DA, TM and DT values of one moment (DICOM PS3.5 6.2). */
export interface DicomMoment {
  /** YYYYMMDD */
  readonly date: string;
  /** HHMMSS */
  readonly time: string;
  /** YYYYMMDDHHMMSS&ZZXX: names its time zone. */
  readonly dateTime: string;
}

/**
 * A moment as clocks show it.
 *
 * @param offset Timezone Offset From UTC (&ZZXX) of the data set that it goes into, which every date
 *   and time in there is meant in; the reader's own where the data set names none
 */
export function dicomMoment(moment: Date, offset?: string): DicomMoment {
  const minutes = offsetMinutes(offset) ?? -moment.getTimezoneOffset();
  const [date, time] = new Date(moment.getTime() + minutes * 60_000)
    .toISOString()
    .replace(/\.\d+Z$/, '')
    .replace(/[-:]/g, '')
    .split('T');
  return { date, time, dateTime: `${date}${time}${offsetText(minutes)}` };
}

/** Undefined for what is no offset. */
function offsetMinutes(offset: string | undefined): number | undefined {
  const [, sign, hours, minutes] = /^([+-])(\d{2})(\d{2})$/.exec(offset ?? '') ?? [];
  if (!sign) return undefined;
  return (sign === '-' ? -1 : 1) * (60 * Number(hours) + Number(minutes));
}

function offsetText(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${two(size % 60)}`;
}
