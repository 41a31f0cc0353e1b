import { describe, expect, it } from '@jest/globals';
import { dicomDateTime } from './date-time';

describe('the DICOM date and time of a moment', () => {
  const moment = new Date('2026-11-26T23:30:05.900Z');

  it('is in the time zone of the data set', () => {
    expect(dicomDateTime(moment, '+0530')).toEqual({
      date: '20261127',
      time: '050005',
      dateTime: '20261127050005+0530',
    });
    expect(dicomDateTime(moment, '-0330').dateTime).toBe('20261126200005-0330');
  });

  it('is in the time zone of this computer where the data set names none', () => {
    const { date, time } = dicomDateTime(moment, '');
    const two = (value: number) => String(value).padStart(2, '0');
    expect(date.slice(6)).toBe(two(moment.getDate()));
    expect(time.slice(0, 4)).toBe(two(moment.getHours()) + two(moment.getMinutes()));
  });
});
