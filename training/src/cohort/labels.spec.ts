import { describe, expect, it } from '@jest/globals';
import { taskDefinitions } from '../tasks';
import { parseLabels } from './labels';

const parse = (text: string) => parseLabels(text, 'cohort/labels.csv', taskDefinitions);
const header = 'PatientID,FileName,EF,ESV,EDV,lead\n';

describe('parseLabels', () => {
  it('reads the labels of each clip and leaves unknown ones out', () => {
    expect(parse(`${header}p1,a.dcm,55.5,40,90,1\np2,b.dcm,,45,,0\n`)).toEqual([
      {
        patientId: 'p1',
        fileName: 'a.dcm',
        labels: { EF: 55.5, ESV: 40, EDV: 90, lead: 1 },
      },
      { patientId: 'p2', fileName: 'b.dcm', labels: { ESV: 45, lead: 0 } },
    ]);
  });

  it('takes other columns, a byte order mark and quoted names in its stride', () => {
    const text = `\ufeffnote,${header}"a, b",p1,"a,1.dcm",55,40,90,0\n`;
    expect(parse(text)[0].fileName).toBe('a,1.dcm');
  });

  it('names the column that is missing', () => {
    expect(() => parse('PatientID,FileName,EF,ESV\np1,a.dcm,55,40\n')).toThrow(
      /labels.csv:1 has no column EDV, lead/,
    );
  });

  it('names file and line of a label that is no number', () => {
    expect(() => parse(`${header}p1,a.dcm,55,40,90,1\np2,b.dcm,n.a.,45,80,0\n`)).toThrow(
      'cohort/labels.csv:3: EF is "n.a.", which is not a number.',
    );
  });

  it('names file and line of a label that cannot be true', () => {
    expect(() => parse(`${header}p1,a.dcm,155,40,90,1\n`)).toThrow(/labels.csv:2: EF is 155 %/);
    expect(() => parse(`${header}p1,a.dcm,55,40,90,2\n`)).toThrow(/labels.csv:2: lead is 2/);
  });

  it('refuses a clip that is listed twice and a table without clips', () => {
    expect(() => parse(`${header}p1,a.dcm,55,40,90,1\np1,a.dcm,55,40,90,1\n`)).toThrow(
      /labels.csv:3 lists a.dcm again \(first in line 2\)/,
    );
    expect(() => parse(header)).toThrow(/lists no clip/);
  });
});
