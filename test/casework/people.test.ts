import { describe, expect, it } from 'vitest';
import { createDirectory, parsePeople, PEOPLE_FILE_HEADER } from '../../src/casework/people.ts';
import { routeToOffice } from '../../src/casework/routing.ts';

const HEADER = PEOPLE_FILE_HEADER.join(',');
const FILE = [
  HEADER,
  'Mo@Council.example,Mo Officer,officer,Monitoring Officer,monitoring-officer,,,U1,entra-1',
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
    expect(find({ channel: 'teams', entraObjectId: 'entra-1' })).toBe('mo@council.example');
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
