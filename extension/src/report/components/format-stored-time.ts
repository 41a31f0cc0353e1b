/**
 * A report's Content Date and Time as DICOM viewers write them, such as 28-Nov-2026 00:51. The time
 * is the archive's local time: it is shown as stored, without conversion between time zones.
 *
 * @param time YYYYMMDDHHMMSS
 * @returns undefined where it is no date
 */
export function formatStoredTime(time: string, locale: string): string | undefined {
  const [, year, month, day, hour, minute] =
    /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})/.exec(time)?.map(Number) ?? [];
  if (!year || !month || !day) return undefined;
  const asStored = new Date(Date.UTC(year, month - 1, day, hour, minute));
  const monthName = asStored.toLocaleDateString(locale, { month: 'short', timeZone: 'UTC' });
  const [, clock] = asStored.toISOString().split('T');
  return `${String(day).padStart(2, '0')}-${monthName.replace('.', '')}-${year} ${clock.slice(0, 5)}`;
}
