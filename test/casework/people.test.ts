import { describe, expect, it } from 'vitest';
import { createDirectory, parsePeople, PEOPLE_FILE_HEADER } from '../../src/casework/people.ts';
import { routeToOffice } from '../../src/casework/routing.ts';

const HEADER = PEOPLE_FILE_HEADER.join(',');
const FILE = [
  HEADER,
  'Mo@Council.example,Mo Officer,officer,Monitoring Officer,monitoring-officer,,,U1,6f0c2d1e-5a2b-4c3d-8e9f-0A1B2C3D4E5F',
  'dep@council.example,Dee Puty,officer,Deputy,deputy-monitoring-officer,,mo@council.example,U2,',
  '"cllr@council.example","Cllr, A. Name",member,,group-leader; leader,Labour,,,',
].join('\n');

describe('the people file', () => {
  it('reads people, their offices and how platforms know them', () => {
    const [mo, , cllr] = parsePeople(FILE, 'people.csv');
    expect(mo).toMatchObject({
      key: 'mo@council.example',
      kind: 'officer',
      offices: ['monitoring-officer'],
      slackUserId: 'U1',
      lineManager: null,
    });
    expect(cllr).toMatchObject({
      name: 'Cllr, A. Name',
      offices: ['group-leader', 'leader'],
      politicalGroup: 'Labour',
    });
  });

  it('names every faulty line at once', () => {
    const faulty = [
      HEADER,
      'nonsense,A,officer,,,,,,',
      'a@b.example,,robot,,,,,,',
      'a@b.example,B,member,,,,,,',
      'a@b.example,C,member,,,,,,',
    ];
    expect(() => parsePeople(faulty.join('\n'), 'people.csv')).toThrow(
      /people\.csv[\s\S]*line 2: email[\s\S]*line 3: name[\s\S]*line 3: kind[\s\S]*line 5: the email is also on line 4/,
    );
  });

  const faultsIn = (...lines: string[]): string => {
    try {
      parsePeople(lines.join('\n'), 'people.csv');
      return '';
    } catch (error) {
      return error instanceof Error ? error.message : '';
    }
  };

  it('counts lines as an editor does, over empty lines and values of several lines', () => {
    const faults = faultsIn(
      HEADER,
      '',
      'a@b.example,A,officer,"Head of',
      'Legal",,,,,',
      ',,,,,,,,',
      'b@b.example,,officer,,,,,,',
    );
    expect(faults).toBe('The people file people.csv cannot be used:\n  line 6: name is empty');
  });

  it('takes an account for one person only', () => {
    const entra = '6f0c2d1e-5a2b-4c3d-8e9f-0a1b2c3d4e5f';
    const faults = faultsIn(
      HEADER,
      `a@b.example,A,officer,,,,,U1,${entra}`,
      `b@b.example,B,officer,,,,,U1,${entra.toUpperCase()}`,
    );
    expect(faults).toContain('line 3: the slack_user_id is also on line 2');
    expect(faults).toContain('line 3: the entra_object_id is also on line 2');
  });

  it.each([
    ['b@b.example,Bright, Tom,officer,,,,,,', 'line 2: there are 10 values for 9 columns'],
    ['b@b.example,Zo\uFFFD,officer,,,,,,', 'line 2: there is a letter that cannot be read: save the file'],
    ['b@b.example,"Tom,officer,,,,,,', 'line 2: a quotation mark (") is not closed'],
    ['b@b.example,Tom,officer,,,,,@tom,', 'line 2: slack_user_id is not a member ID'],
    ['b@b.example,Tom,officer,,,,,,tom@b.example', 'line 2: entra_object_id is not an Object ID'],
  ])('says what to do about %s', (line, fault) => {
    expect(faultsIn(HEADER, line)).toContain(fault);
  });

  it('knows a file with semicolons between its columns', () => {
    expect(faultsIn(HEADER.replaceAll(',', ';'))).toContain('line 1: the columns must have commas between');
  });

  it('says what the header must be', () => {
    expect(() => parsePeople('name,email\nA,b', 'p.csv')).toThrow(
      /the header lacks kind[\s\S]*It must be: email,name/,
    );
  });

  it('finds people by what each platform knows of them', () => {
    const directory = createDirectory(parsePeople(FILE, 'people.csv'));
    const find = (speaker: Partial<Parameters<typeof directory.identify>[0]>): string =>
      directory.identify({ channel: 'slack', tenant: 'T', userId: 'nobody', ...speaker }).key;
    expect(find({ userId: 'U1' })).toBe('mo@council.example');
    expect(find({ channel: 'teams', entraObjectId: '6F0C2D1E-5a2b-4c3d-8e9f-0a1b2c3d4e5f' })).toBe(
      'mo@council.example',
    );
    expect(find({ channel: 'teams', email: 'CLLR@council.example' })).toBe('cllr@council.example');
    expect(find({ channel: 'web', userId: 'dep@council.example' })).toBe('dep@council.example');
    expect(find({ userId: 'U999' })).toBe('slack:T:U999');
  });

  it('does not take one platform for another', () => {
    const directory = createDirectory(parsePeople(FILE, 'people.csv'));
    const stranger = directory.identify({ channel: 'teams', tenant: 'T', userId: 'U1' });
    expect(stranger).toMatchObject({ kind: null, key: 'teams:T:U1' });
  });
});

describe('routing to an office', () => {
  const directory = createDirectory(parsePeople(FILE, 'people.csv'));
  const names = (office: string, parties: string[]): string[] =>
    routeToOffice(office, directory, parties).people.map((person) => person.name);

  it('goes to whoever holds it', () => {
    expect(names('monitoring-officer', [])).toEqual(['Mo Officer']);
  });

  it('never goes to a party to the matter: the deputy stands in', () => {
    expect(names('monitoring-officer', ['mo@council.example'])).toEqual(['Dee Puty']);
  });

  it('reports the gap where everyone is a party, or nobody holds the office', () => {
    const both = ['mo@council.example', 'dep@council.example'];
    expect(routeToOffice('monitoring-officer', directory, both)).toEqual({
      people: [],
      gap: { office: 'monitoring-officer', reason: 'conflict-of-interest' },
    });
    expect(routeToOffice('chief-executive', directory, []).gap?.reason).toBe('nobody-holds-office');
  });
});
